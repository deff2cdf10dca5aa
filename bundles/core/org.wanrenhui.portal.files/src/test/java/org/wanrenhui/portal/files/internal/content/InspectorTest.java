package org.wanrenhui.portal.files.internal.content;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.api.web.Problem;

public class InspectorTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private FileType inspect(byte[] content) throws IOException {
        return Inspector.inspect(Samples.file(folder.getRoot().toPath(), content));
    }

    private FileType inspect(String content) throws IOException {
        return inspect(content.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(int status, String key, byte[] content) {
        Problem problem = assertThrows(Problem.class, () -> inspect(content));
        assertEquals(status, problem.status());
        assertEquals(key, problem.fields().get("files"));
    }

    private void refused(int status, String key, String content) {
        refused(status, key, content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    public void whatIsTaken() throws IOException {
        assertEquals(FileType.JPEG, inspect(Samples.resource("rocket.jpg")));
        assertEquals(FileType.PNG, inspect(Samples.resource("clock_motion.png")));
        assertEquals(FileType.PDF, inspect("%PDF-1.7\n1 0 obj\n%%EOF\n"));
        assertEquals(FileType.DOCX, inspect(Samples.zip("[Content_Types].xml", "word/document.xml")));
        assertEquals(FileType.XLSX, inspect(Samples.zip("[Content_Types].xml", "xl/workbook.xml")));
        assertEquals(FileType.PPTX, inspect(Samples.zip("[Content_Types].xml", "ppt/presentation.xml")));
        assertEquals(FileType.TEXT, inspect("业主大会通知\n时间：周六"));
        assertEquals(FileType.TEXT, inspect("业主大会通知".getBytes(Charset.forName("GB18030"))));
    }

    @Test
    public void whatIsNot() throws IOException {
        refused(422, "files.problem.empty", "");
        refused(415, "files.problem.type", "<!doctype html><script>alert(1)</script>");
        refused(415, "files.problem.type", "\n  <svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");
        refused(415, "files.problem.type", "\ufeff<?xml version=\"1.0\"?>".getBytes(StandardCharsets.UTF_8));
        refused(415, "files.problem.type", "MZ\u0000\u0001 a program");
        refused(415, "files.problem.type", "   ");
        refused(415, "files.problem.webp", "RIFF\u0010\u0000\u0000\u0000WEBPVP8 ");
        refused(415, "files.problem.webp", "\u0000\u0000\u0000\u0018ftypheic");
        refused(422, "files.problem.damaged", "%PDF-1.7\n1 0 obj\n and then the line broke");
        refused(415, "files.problem.type", Samples.zip("evil.exe"));
        refused(
                415,
                "files.problem.macros",
                Samples.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"));
        refused(422, "files.problem.damaged", "PK\u0003\u0004 but no archive");
    }
}
