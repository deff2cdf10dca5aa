package org.wanrenhui.portal.licence.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.wanrenhui.portal.licence.Licence;
import org.wanrenhui.portal.licence.LicenceFormat;
import org.wanrenhui.portal.licence.LicenceKeys;
import org.wanrenhui.portal.licence.LicenceRefused;

/**
 * {@code portal licence …}: what a headquarters does with a key file, and what anybody does with a licence.
 *
 * <p>Exit codes: 0 done, 1 refused or failed, 2 wrong call.
 */
public final class Main {

    private static final String USAGE =
            """
            usage:
              portal licence keygen  --key FILE                    new headquarters key; its public half goes to FILE.pub
              portal licence issue   --key FILE --kid ID --operator ID --territory CODE[,CODE…]
                                     --modules ID[=END][,ID…] --until END [--from START] [--issuer NAME]
                                     [--warn-days 30] [--grace-days 30]        the licence goes to standard output
              portal licence extend  FILE --key FILE --kid ID --modules ID[=END][,ID…]
                                     the licence with further modules, to standard output
              portal licence extend  --data FOLDER --modules ID[=END][,ID…]
                                     the same for a demo, whose key and licence are in its data folder
              portal licence inspect FILE                          what it says, unverified
              portal licence verify  FILE --trust FOLDER --operator ID --territory CODE [--at TIME]
            Times are 2027-06-30 or 2027-06-30T12:00:00Z. FILE may be - for standard input.
            """;

    private final PrintStream out;
    private final PrintStream err;

    public Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        // Outside a container the portal's logging library writes to standard output, where the licence goes.
        System.setProperty("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        System.exit(new Main(System.out, System.err).run(arguments));
    }

    /** Runs one call and returns its exit code. */
    public int run(String... arguments) {
        try {
            if (arguments.length == 0) {
                throw new WrongCall("what shall be done?");
            }
            Options options = Options.of(arguments);
            switch (arguments[0]) {
                case "keygen" -> keygen(options);
                case "issue" -> issue(options);
                case "extend" -> extend(options);
                case "inspect" -> inspect(options);
                case "verify" -> verify(options);
                default -> throw new WrongCall("unknown: " + arguments[0]);
            }
            return 0;
        } catch (WrongCall e) {
            err.println(e.getMessage());
            err.print(USAGE);
            return 2;
        } catch (LicenceRefused e) {
            err.println("refused: " + e.reason() + " (" + e.getMessage() + ")");
            return 1;
        } catch (IOException e) {
            err.println(e);
            return 1;
        }
    }

    private void keygen(Options options) throws IOException {
        Path file = Path.of(options.required("key"));
        KeyPair pair = LicenceKeys.generate();
        LicenceKeys.write(pair.getPrivate(), file);
        LicenceKeys.write(pair.getPublic(), Path.of(file + ".pub"));
        out.println(file + ".pub goes into every portal's etc/trust/<key id>.pub; keep " + file + " to yourself");
    }

    private void issue(Options options) throws IOException {
        Map<String, Optional<Instant>> modules = modules(options);
        Instant now = Instant.ofEpochSecond(Instant.now().getEpochSecond());
        Licence licence = new Licence(
                UUID.randomUUID().toString(),
                options.get("issuer", "headquarters"),
                options.required("operator"),
                now,
                options.has("from") ? time(options.required("from")) : now,
                time(options.required("until")),
                Duration.ofDays(options.number("warn-days", 30)),
                Duration.ofDays(options.number("grace-days", 30)),
                List.of(options.required("territory").split(",")),
                modules,
                Map.of());
        out.println(LicenceFormat.sign(
                licence, options.required("kid"), LicenceKeys.readPrivate(Path.of(options.required("key")))));
    }

    private static Map<String, Optional<Instant>> modules(Options options) {
        Map<String, Optional<Instant>> modules = new LinkedHashMap<>();
        for (String module : options.required("modules").split(",")) {
            String[] parts = module.split("=", 2);
            modules.put(parts[0].strip(), parts.length == 2 ? Optional.of(time(parts[1])) : Optional.empty());
        }
        return modules;
    }

    /** A new licence like the old one, for more modules. A demo's is also kept, as its headquarters would keep it. */
    private void extend(Options options) throws IOException, LicenceRefused {
        Optional<Path> headquarters = Optional.ofNullable(options.get("data", null))
                .map(data -> Path.of(data).resolve("headquarters"));
        Path kept = headquarters.map(folder -> folder.resolve("licence.jws")).orElse(null);
        if (kept != null && !Files.isRegularFile(kept)) {
            throw new WrongCall(kept + " is not there: no demo has issued itself a licence in this data folder");
        }
        String keyId = headquarters.isPresent() ? options.get("kid", "demo") : options.required("kid");
        Path keyFile = headquarters.isPresent()
                ? headquarters.get().resolve(keyId + ".pem")
                : Path.of(options.required("key"));
        Path publicHalf = headquarters.isPresent()
                ? Path.of(options.required("data")).resolve("trust").resolve(keyId + ".pub")
                : Path.of(keyFile + ".pub");
        Licence old = LicenceFormat.read(
                kept == null ? options.text() : Files.readString(kept),
                Map.of(keyId, LicenceKeys.readPublic(publicHalf)));
        Map<String, Optional<Instant>> all = new LinkedHashMap<>(old.modules());
        all.putAll(modules(options));
        Licence licence = new Licence(
                UUID.randomUUID().toString(),
                old.issuer(),
                old.operator(),
                Instant.ofEpochSecond(Instant.now().getEpochSecond()),
                old.validFrom(),
                old.validTo(),
                old.warning(),
                old.readOnly(),
                old.territory(),
                all,
                old.terms());
        String text = LicenceFormat.sign(licence, keyId, LicenceKeys.readPrivate(keyFile));
        if (kept != null) {
            Files.writeString(kept, text);
        }
        out.println(text);
    }

    private void inspect(Options options) throws IOException, LicenceRefused {
        String[] parts = options.text().strip().split("\\.");
        if (parts.length != 3) {
            throw new LicenceRefused(LicenceRefused.Reason.MALFORMED, "not three parts");
        }
        try {
            for (int i = 0; i < 2; i++) {
                out.println(new String(
                        java.util.Base64.getUrlDecoder().decode(parts[i]), java.nio.charset.StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            throw new LicenceRefused(LicenceRefused.Reason.MALFORMED, "not base64url");
        }
    }

    private void verify(Options options) throws IOException, LicenceRefused {
        Instant at = options.has("at") ? time(options.required("at")) : Instant.now();
        Licence licence = LicenceFormat.verify(
                options.text(),
                LicenceKeys.anchors(Path.of(options.required("trust"))),
                options.required("operator"),
                options.required("territory"),
                at);
        out.println("good: " + licence.id() + " of " + licence.issuer() + " for " + licence.operator());
        licence.moduleIds().stream()
                .sorted()
                .forEach(id -> out.println("  " + id + ": " + licence.stepOf(id, at) + ", ends "
                        + licence.endOf(id).orElseThrow()));
    }

    private static Instant time(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new WrongCall("no time: " + text);
        }
    }

    private static final class WrongCall extends RuntimeException {

        private static final long serialVersionUID = 1L;

        WrongCall(String message) {
            super(message);
        }
    }

    private record Options(Map<String, String> named, List<String> files) {

        static Options of(String[] arguments) {
            Map<String, String> named = new HashMap<>();
            List<String> files = new java.util.ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                if (arguments[i].startsWith("--")) {
                    if (i + 1 == arguments.length) {
                        throw new WrongCall(arguments[i] + " wants a value");
                    }
                    named.put(arguments[i].substring(2), arguments[++i]);
                } else {
                    files.add(arguments[i]);
                }
            }
            return new Options(named, files);
        }

        boolean has(String name) {
            return named.containsKey(name);
        }

        String get(String name, String fallback) {
            return named.getOrDefault(name, fallback);
        }

        String required(String name) {
            if (!has(name)) {
                throw new WrongCall("--" + name + " is missing");
            }
            return named.get(name);
        }

        long number(String name, long fallback) {
            try {
                return has(name) ? Long.parseLong(named.get(name)) : fallback;
            } catch (NumberFormatException e) {
                throw new WrongCall("--" + name + " wants a number");
            }
        }

        String text() throws IOException {
            if (files.size() != 1) {
                throw new WrongCall("one file, please");
            }
            return files.get(0).equals("-")
                    ? new String(System.in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    : Files.readString(Path.of(files.get(0)));
        }
    }
}
