package org.imageinventory.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The chain of an exception's causes, from the outermost to the innermost. */
record Causes(List<Throwable> chain) {

    private static final int LONGEST = 50;

    static Causes of(Throwable thrown) {
        return new Causes(Stream.<Throwable>iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(LONGEST)
                .toList());
    }

    <T extends Throwable> Optional<T> first(Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    Throwable innermost() {
        return chain.get(chain.size() - 1);
    }

    /** Returns the first line of an exception's message, or its class name if it has no message. */
    static String text(Throwable thrown) {
        var message = thrown.getMessage();
        return message == null || message.isBlank()
                ? thrown.getClass().getSimpleName()
                : message.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .findFirst()
                        .orElse("");
    }
}
