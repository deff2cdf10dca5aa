package org.wanrenhui.portal.testing;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The databases that every test about data runs on. The PostgreSQL server is started once and ends with this process. */
public final class Databases {

    /** Parameters for {@code Parameterized}: names of the databases. */
    public static final List<Object[]> BOTH = List.of(new Object[] {"derby"}, new Object[] {"postgresql"});

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static PostgresServer server;

    private Databases() {}

    /** The same without PostgreSQL where it is not installed, so that a module's tests run on any machine. */
    public static List<Object[]> here() {
        return PostgresServer.isInstalled() ? BOTH : BOTH.subList(0, 1);
    }

    /** JDBC URL of a new empty database, or null for the embedded one. */
    public static synchronized String fresh(String name) throws IOException, InterruptedException {
        if (name.equals("derby")) {
            return null;
        }
        if (server == null) {
            server = PostgresServer.start();
            Runtime.getRuntime().addShutdownHook(new Thread(Databases::end));
        }
        return server.database("portal" + COUNT.incrementAndGet());
    }

    private static void end() {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
