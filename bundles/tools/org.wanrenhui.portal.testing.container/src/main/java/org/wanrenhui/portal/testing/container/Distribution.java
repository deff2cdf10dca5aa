package org.wanrenhui.portal.testing.container;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ops4j.pax.exam.Option;

/** The assembled distribution as a container of Pax Exam, in a process of its own, started as the launcher starts it. */
public final class Distribution {

    private Distribution() {}

    /** Options for the container; settings are names and values in turn, as {@code --set} would give them. */
    public static Option[] with(String... settings) throws IOException {
        String karaf = System.getProperty("karaf.version");
        File folder = new File(System.getProperty("exam.folder"));
        List<Option> all = new ArrayList<>(Arrays.asList(options(karafDistributionConfiguration()
                .frameworkUrl(
                        new File(System.getProperty("distribution")).toURI().toString())
                .name("Wanrenhui")
                .karafVersion(karaf)
                .unpackDirectory(folder)
                .useDeployFolder(false)
                .runEmbedded(false))));
        for (String option : List.of(
                "--add-reads=java.xml=java.logging",
                "--add-exports=java.base/org.apache.karaf.specs.locator=java.xml,ALL-UNNAMED",
                "--patch-module",
                "java.base=lib/endorsed/org.apache.karaf.specs.locator-" + karaf + ".jar",
                "--patch-module",
                "java.xml=lib/endorsed/org.apache.karaf.specs.java.xml-" + karaf + ".jar",
                "--add-opens",
                "java.base/java.security=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.net=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.lang=ALL-UNNAMED",
                "--add-opens",
                "java.base/java.util=ALL-UNNAMED",
                "--add-opens",
                "java.naming/javax.naming.spi=ALL-UNNAMED",
                "--add-opens",
                "java.rmi/sun.rmi.transport.tcp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.ftp=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
                "--add-exports=java.base/sun.net.www.content.text=ALL-UNNAMED",
                "--add-exports=jdk.naming.rmi/com.sun.jndi.url.rmi=ALL-UNNAMED",
                "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8",
                "-classpath",
                "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*")) {
            all.add(vmOption(option));
        }
        // What Pax Exam itself brings comes from where Maven has put it, and from nowhere else.
        all.add(editConfigurationFilePut(
                "etc/org.ops4j.pax.url.mvn.cfg",
                "org.ops4j.pax.url.mvn.localRepository",
                System.getProperty("local.repository")));
        all.add(editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories", ""));
        all.add(editConfigurationFilePut("etc/system.properties", "portal.demo", "true"));
        all.add(editConfigurationFilePut(
                "etc/system.properties", "org.osgi.service.http.port", String.valueOf(freePort())));
        all.add(editConfigurationFilePut("etc/system.properties", "org.apache.felix.http.host", "127.0.0.1"));
        all.add(editConfigurationFilePut(
                "etc/system.properties", "derby.stream.error.file", "${karaf.data}/derby.log"));
        all.add(editConfigurationFilePut("etc/system.properties", "portal.data", "${karaf.data}/portal"));
        all.add(editConfigurationFilePut("etc/system.properties", "portal.limits", "off"));
        for (int i = 0; i + 1 < settings.length; i += 2) {
            all.add(editConfigurationFilePut("etc/system.properties", settings[i], settings[i + 1]));
        }
        return all.toArray(Option[]::new);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
