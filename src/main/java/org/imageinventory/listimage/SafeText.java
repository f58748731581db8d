package org.imageinventory.listimage;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * External text in a form for messages and logs: one line, not long, without secrets. Gateways quote the
 * string to sign, which contains the security token. Credentials services quote whole responses.
 */
final class SafeText {

    private static final int LONGEST = 400;
    private static final int LOOKED_AT = 16_384;

    private static final Pattern QUOTED_SIGNATURE =
            Pattern.compile("(?is)\\b(server\\s+)?(string\\s*to\\s*sign|canonical\\s*request|signed\\s*headers)\\b.*");

    private static final Pattern NAMED_SECRET =
            Pattern.compile("(?i)((?:access[-_ ]?key[-_ ]?secret|security[-_ ]?token"
                    + "|session[-_ ]?token|bearer[-_ ]?token|oidc[-_ ]?token|signature|authorization)"
                    + "\\W{0,3}(?:=|:|%3D|%253D|%3A)\\s*\"?)(?:(?!%26|%2526)[^\"&,\\s}])+");

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\s]+");

    private SafeText() {}

    static String of(@Nullable String text) {
        return of(text, LONGEST);
    }

    static String of(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        var begin = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        var oneLine = BREAKS.matcher(begin).replaceAll(" ").strip();
        var unsigned = QUOTED_SIGNATURE.matcher(oneLine).replaceAll("[signed request left out]");
        var safe = NAMED_SECRET.matcher(unsigned).replaceAll("$1***");
        return safe.length() > longest ? safe.substring(0, longest) + "…" : safe;
    }
}
