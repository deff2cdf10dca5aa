package org.wanrenhui.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;
import org.wanrenhui.portal.testing.PortalProcess;

/** Every text exists in both languages with the same slots, and every text that a template or a class asks for exists. */
public class TextsTest {

    private static final Pattern SLOT = Pattern.compile("\\{([0-9])[^}]*}");

    /** {@code t("key"}; a key that is put together has its beginning checked. */
    private static final Pattern IN_TEMPLATE = Pattern.compile("\\bt\\(\"([^\".]+\\.[^\"]*)\"\\s*(\\+)?");

    /** Calls whose argument is the key of a text. */
    private static final Pattern IN_JAVA =
            Pattern.compile("(?:request\\.text|Problem\\.(?:forbidden|conflict|tooMany))\\(\\s*\"([^\"]+)\"\\s*([+])?"
                    + "|Problem\\.invalid\\(\\s*\"[^\"]*\",\\s*\"([^\"]+)\""
                    + "|Problem\\.of\\(\\s*[0-9]+,\\s*\"[^\"]*\",\\s*\"([^\"]+)\""
                    + "|(?:forms|answers)\\.(?:done|act)\\(\\s*\"[^\"]*\",\\s*\"([^\"]+)\""
                    + "|new Permission\\(\\s*[A-Za-z_.\"-]+,\\s*\"([^\"]+)\""
                    + "|\\.check\\([^;]*?,\\s*\"[^\"]*\",\\s*\"([^\".]+\\.[^\"]+)\"\\s*\\)");

    @Test
    public void bothLanguagesHaveTheSameTexts() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path bundle : bundles()) {
            Properties chinese = texts(bundle, "zh_CN");
            Properties english = texts(bundle, "en");
            Set<String> keys = new TreeSet<>(chinese.stringPropertyNames());
            keys.addAll(english.stringPropertyNames());
            for (String key : keys) {
                String name = bundle.getFileName() + " " + key;
                if (!chinese.containsKey(key) || !english.containsKey(key)) {
                    wrong.add(name + " is missing in " + (chinese.containsKey(key) ? "English" : "Chinese"));
                } else if (chinese.getProperty(key).isBlank()
                        || english.getProperty(key).isBlank()) {
                    wrong.add(name + " is empty");
                } else if (!slots(chinese.getProperty(key)).equals(slots(english.getProperty(key)))) {
                    wrong.add(name + " has other slots in English");
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    public void noTextIsDefinedTwice() throws IOException {
        Set<String> wrong = new TreeSet<>();
        for (Path bundle : bundles()) {
            for (String language : List.of("zh_CN", "en")) {
                Set<String> seen = new TreeSet<>();
                for (String line : Files.readAllLines(file(bundle, language))) {
                    int equals = line.indexOf('=');
                    if (equals > 0
                            && !line.startsWith("#")
                            && !seen.add(line.substring(0, equals).strip())) {
                        wrong.add(bundle.getFileName() + " " + language + " " + line);
                    }
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    @Test
    public void whatIsAskedForExists() throws IOException {
        Set<String> shared = new TreeSet<>();
        for (Path bundle : bundles()) {
            String name = bundle.getFileName().toString();
            if (name.endsWith("portal.web") || name.endsWith("theme.base")) {
                shared.addAll(texts(bundle, "zh_CN").stringPropertyNames());
            }
        }
        Set<String> wrong = new TreeSet<>();
        int asked = 0;
        for (Path bundle : bundles()) {
            Set<String> known = new TreeSet<>(texts(bundle, "zh_CN").stringPropertyNames());
            known.addAll(shared);
            for (Path source : sources(bundle)) {
                Matcher matcher =
                        (source.toString().endsWith(".java") ? IN_JAVA : IN_TEMPLATE).matcher(Files.readString(source));
                while (matcher.find()) {
                    asked++;
                    String key = key(matcher);
                    boolean together = matcher.groupCount() > 1 && matcher.group(2) != null;
                    boolean found = together ? known.stream().anyMatch(k -> k.startsWith(key)) : known.contains(key);
                    if (!found) {
                        wrong.add(bundle.getFileName() + " " + source.getFileName() + ": " + key);
                    }
                }
            }
        }
        assertTrue("hardly any text is asked for, so the patterns do not fit the sources: " + asked, asked > 1_000);
        assertEquals("", String.join("\n", wrong));
    }

    private static String key(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null && !matcher.group(group).equals("+")) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException();
    }

    private static Set<String> slots(String text) {
        return SLOT.matcher(text).results().map(slot -> slot.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Path> bundles() throws IOException {
        try (Stream<Path> files = Stream.concat(
                Files.walk(PortalProcess.root().resolve("bundles"), 3),
                Files.walk(PortalProcess.root().resolve("themes"), 2))) {
            return files.filter(folder -> Files.exists(file(folder, "zh_CN")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources(Path bundle) throws IOException {
        try (Stream<Path> files = Files.walk(bundle.resolve("src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".ftlh"))
                    .toList();
        }
    }

    private static Path file(Path bundle, String language) {
        return bundle.resolve("src/main/resources/i18n/messages_" + language + ".properties");
    }

    private static Properties texts(Path bundle, String language) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(file(bundle, language))) {
            texts.load(reader);
        }
        return texts;
    }
}
