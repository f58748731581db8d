package org.imageinventory.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The text of a file that a person reads: prose, comments and string literals, with wrapped lines joined. Not code. */
final class Wording {

    private static final String DOUBLE_QUOTED = "\"(?:\\\\.|[^\"\\\\\n])*\"";
    private static final Pattern C_STYLE =
            Pattern.compile("(?s)\"\"\".*?\"\"\"|" + DOUBLE_QUOTED + "|'(?:\\\\.|[^'\\\\\n])+'|/\\*.*?\\*/|//[^\n]*");
    private static final Pattern SQL = Pattern.compile("'(?:''|[^'])*'|--[^\n]*");
    private static final Pattern HASH = Pattern.compile("(?m)(?<![^\\s])#[^\n]*|" + DOUBLE_QUOTED + "|'[^'\n]*'");
    private static final Pattern JSON = Pattern.compile(DOUBLE_QUOTED);
    private static final Pattern XML = Pattern.compile("(?s)<!--.*?-->");
    private static final Map<String, Pattern> PARTS =
            Map.of("java", C_STYLE, "sql", SQL, "json", JSON, "xml", XML, "yaml", HASH, "sh", HASH);

    /** Between two parts of one text: the break of a line, or a plus that joins two literals. */
    private static final Pattern WRAP = Pattern.compile("[ \t]*\\+?\n?[ \t]*\\+?[ \t]*");

    private static final Pattern CODE_SPAN = Pattern.compile("`[^`\n]+`");
    private static final Pattern MARK = Pattern.compile("(?m)^\\s*(?:#+|--|//+|/?\\*+/?)|\"\"\"|\\*/$");

    private Wording() {}

    /** Returns the texts of a file. Of a page it leaves out code, which quotes the program or is typed. */
    static List<String> of(Path file) {
        if (file.toString().endsWith(".md")) {
            return paragraphs(Page.read(file).prose());
        }
        try {
            return of(extension(file), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the comments and literals of source text in the language of this file name extension. */
    static List<String> of(String extension, String source) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        int end = 0;
        var part = PARTS.getOrDefault(extension, HASH).matcher(source);
        while (part.find()) {
            var gap = source.substring(end, part.start());
            if (!WRAP.matcher(gap).matches()) {
                add(texts, text);
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.group());
            end = part.end();
        }
        add(texts, text);
        return texts;
    }

    private static void add(List<String> texts, StringBuilder text) {
        var joined = joined(MARK.matcher(text).replaceAll(" "));
        if (!joined.isEmpty()) {
            texts.add(joined);
        }
        text.setLength(0);
    }

    private static List<String> paragraphs(String prose) {
        return Pattern.compile("\n\\s*\n")
                .splitAsStream(prose)
                .map(paragraph -> joined(CODE_SPAN.matcher(paragraph).replaceAll("``")))
                .toList();
    }

    private static String joined(String text) {
        return text.replaceAll("\"\\s*\\+?\\s*\"", "").replaceAll("\\s+", " ").strip();
    }

    private static String extension(Path file) {
        var name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
