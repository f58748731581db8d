package org.imageinventory.standin;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A fault in one word, as {@code name[=argument][:share]}, for example {@code throttle=200ms:0.1}. */
record FaultOption(FaultKind kind, @Nullable String argument, double share) {

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)(?:=(.*?))?(?::(0?\\.\\d+|[01](?:\\.0*)?))?");

    static FaultOption parse(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("A fault is name[=argument][:share], not " + text);
        }
        String share = parts.group(3);
        return new FaultOption(
                FaultKind.named(parts.group(1)), parts.group(2), share == null ? 1 : Double.parseDouble(share));
    }

    FaultRule rule(long seed) {
        return FaultRule.of(kind.fault(argument)).probability(share, seed);
    }
}
