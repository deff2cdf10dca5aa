package org.wanrenhui.portal.files.internal.store;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.wanrenhui.portal.api.spi.FileStorage;

public class DiskStorageTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private DiskStorage storage;

    @Before
    public void open() throws IOException {
        root = folder.getRoot().toPath().resolve("files");
        storage = new DiskStorage(root);
    }

    private void put(String key, String content) throws IOException {
        storage.put(key, Files.writeString(folder.newFile().toPath(), content));
    }

    @Test
    public void keepsReplacesAndRemoves() throws IOException {
        put("aa/bb/one/w320", "first");
        put("aa/bb/one/w320", "second");
        try (InputStream in = storage.open("aa/bb/one/w320")) {
            assertArrayEquals("second".getBytes(), in.readAllBytes());
        }
        storage.remove("aa/bb/one/w320");
        storage.remove("aa/bb/one/w320");
        assertThrows(NoSuchFileException.class, () -> storage.open("aa/bb/one/w320"));
    }

    @Test
    public void listsInOrderFromAnywhere() throws IOException {
        List<String> keys = List.of("00/aa/x/file", "00/ab/y/w320", "00/ab/y/w800", "ff/00/z/file");
        for (String key : keys) {
            put(key, key);
        }
        List<String> listed = new ArrayList<>();
        String after = "";
        for (List<FileStorage.Kept> part = storage.list(after, 1); !part.isEmpty(); part = storage.list(after, 1)) {
            after = part.get(0).key();
            listed.add(after);
        }
        assertEquals(keys, listed);
        assertEquals(List.of(), storage.list("ff/00/z/file", 10));
    }

    @Test
    public void whatWasBegunIsGoneAfterARestart() throws IOException {
        Files.writeString(root.resolve(".incoming/put123"), "half");
        storage = new DiskStorage(root);
        assertEquals(0, Files.list(root.resolve(".incoming")).count());
        assertEquals(List.of(), storage.list("", 10));
    }

    @Test
    public void nothingOutsideTheFolder() {
        for (String key : List.of("../x", "/etc/passwd", "a/../../x", "", "A", "a//b")) {
            assertThrows(IllegalArgumentException.class, () -> storage.open(key));
        }
    }
}
