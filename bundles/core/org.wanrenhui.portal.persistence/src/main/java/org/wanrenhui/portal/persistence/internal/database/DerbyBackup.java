package org.wanrenhui.portal.persistence.internal.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wanrenhui.portal.api.Settings;
import org.wanrenhui.portal.api.spi.Job;

/**
 * Copies the embedded database while it is in use, every night and whenever an operator says so, and keeps the latest
 * copies. A copy is a whole database that can take the place of the original.
 */
public final class DerbyBackup implements Job {

    private static final int KEPT = 7;
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Database database;
    private final Settings settings;
    private final Path folder;

    public DerbyBackup(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
        this.folder = database.config().data().resolve("backup");
    }

    @Override
    public String name() {
        return "portal.backup";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(1);
    }

    @Override
    public Optional<LocalTime> dailyAt() {
        return Optional.of(LocalTime.of(3, 30));
    }

    /** Derby makes the copy consistent by itself: what is committed meanwhile is in it or not, as a whole. */
    @Override
    public void run() throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve("unfinished");
        delete(unfinished);
        database.read(sql -> {
            sql.call("CALL SYSCS_UTIL.SYSCS_BACKUP_DATABASE(?)", unfinished.toString());
            return null;
        });
        Files.move(unfinished, folder.resolve(LocalDateTime.now().format(NAME)));
        int keep = Math.max(1, settings.getInt("portal.backup.keep", KEPT));
        List<Path> copies = copies();
        for (Path old : copies.subList(0, Math.max(0, copies.size() - keep))) {
            delete(old);
        }
    }

    private List<Path> copies() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(copy -> copy.getFileName().toString().matches("[0-9]{8}-[0-9]{6}"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path copy) throws IOException {
        if (!Files.exists(copy)) {
            return;
        }
        try (Stream<Path> files = Files.walk(copy)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
