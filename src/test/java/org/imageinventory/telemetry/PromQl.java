package org.imageinventory.telemetry;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that an expression of Prometheus' query language names. */
final class PromQl {

    /** Texts, matchers, ranges, and the labels of a grouping. */
    private static final Pattern NO_METRIC = Pattern.compile(
            "\"[^\"]*\"|\\{[^}]*}|\\[[^]]*]|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    private static final Pattern FUNCTION = Pattern.compile("\\w+(?=\\s*\\()");
    private static final Pattern KEYWORD = Pattern.compile("\\b(?:and|or|unless|offset\\s+\\w+|bool|sum|min|max)\\b");
    private static final Pattern NAME = Pattern.compile("\\b[a-zA-Z_:][\\w:]*");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        var rest = expression;
        for (var pattern : new Pattern[] {NO_METRIC, KEYWORD, FUNCTION}) {
            rest = pattern.matcher(rest).replaceAll(" ");
        }
        var names = new TreeSet<String>();
        NAME.matcher(rest).results().forEach(name -> names.add(name.group()));
        return names;
    }
}
