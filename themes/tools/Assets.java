import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the static files of the base theme from their sources. Run from the folder {@code themes}:
 *
 * <pre>
 * java tools/Assets.java styles                      css/*.css → static/css/portal.css
 * java tools/Assets.java icons &lt;@tabler/icons/icons&gt;  icons/*.txt → static/icons.svg
 * </pre>
 */
final class Assets {

    private static final Path BASE = Path.of("org.wanrenhui.theme.base/src/main");

    /** Order matters: the trimmed Bootstrap, then the tokens, then what is ours. */
    private static final String[] STYLES = {"bootstrap.css", "tokens.css", "portal.css"};

    private static final Pattern DARK = Pattern.compile("\\[data-bs-theme=dark\\]\\s*\\{([^}]*)\\}");

    private static final Pattern COMMENT = Pattern.compile("/\\*(?!!).*?\\*/", Pattern.DOTALL);

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "styles" -> write("static/css/portal.css", styles());
            case "icons" -> write("static/icons.svg", icons(Path.of(args[1])));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static String styles() throws IOException {
        var all = new StringBuilder();
        for (String name : STYLES) {
            all.append(Files.readString(BASE.resolve("css").resolve(name))).append('\n');
        }
        String automatic = DARK.matcher(all).replaceAll(m -> Matcher.quoteReplacement(
                m.group() + "@media (prefers-color-scheme:dark){[data-bs-theme=auto]{" + m.group(1) + "}}"));
        return COMMENT.matcher(automatic).replaceAll("")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,]) ?", "$1")
                .replaceAll(": ", ":")
                .replace(";}", "}")
                .replace("*/", "*/\n")
                .trim() + '\n';
    }

    private static String icons(Path source) throws IOException {
        var sprite = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\">\n<!-- Tabler Icons, MIT, Copyright (c) 2020-2025 Paweł Kuna -->\n");
        symbols(sprite, source.resolve("outline"), "outline.txt", "",
                "fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.75\" stroke-linecap=\"round\" stroke-linejoin=\"round\"");
        symbols(sprite, source.resolve("filled"), "filled.txt", "-fill", "fill=\"currentColor\"");
        return sprite.append("</svg>\n").toString();
    }

    private static void symbols(StringBuilder sprite, Path source, String list, String suffix, String look) throws IOException {
        try (Stream<String> names = Files.lines(BASE.resolve("icons").resolve(list))) {
            for (String name : names.filter(n -> !n.isBlank()).sorted().toList()) {
                String drawing = Pattern.compile("<(path|circle|rect|line)[^>]*/>").matcher(Files.readString(source.resolve(name + ".svg")))
                        .results().map(m -> m.group().replaceAll("\\s*/>", "/>"))
                        .filter(shape -> !shape.contains("M0 0h24v24H0z"))
                        .collect(Collectors.joining());
                sprite.append("<symbol id=\"").append(name).append(suffix).append("\" viewBox=\"0 0 24 24\" ").append(look).append('>')
                        .append(drawing).append("</symbol>\n");
            }
        }
    }

    private static void write(String name, String text) throws IOException {
        Path target = BASE.resolve("resources").resolve(name);
        Files.createDirectories(target.getParent());
        Files.writeString(target, text);
        System.out.println(name + ' ' + text.length());
    }
}
