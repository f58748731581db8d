package org.imageinventory.image;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/**
 * The limits of JSON. Each received document can be stored, and each stored document can be read and printed. The
 * limits are below those of PostgreSQL: 131,072 digits before and 16,383 after the decimal point, and about 16,000 levels
 * with the default {@code max_stack_depth}. 2,000 levels need 300 kB of it.
 */
final class JsonLimits {

    /** The most levels of lists and objects in a document. A value that is nested deeper is kept as text. */
    static final int DEEPEST = 2_000;

    /** The most digits of a number before the decimal point, and after it. A number with more is kept as text. */
    static final int MOST_DIGITS = 1_000;

    /** The most characters of a received number. They are counted before its digits are parsed. */
    static final int LONGEST_NUMBER = 2 * MOST_DIGITS + 100;

    /** Reads tokens of any depth and length. */
    static final JsonFactory UNLIMITED = factory(Integer.MAX_VALUE, Integer.MAX_VALUE)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build();

    private JsonLimits() {}

    static JsonFactoryBuilder factory(int deepest, int longestNumber) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(deepest)
                        .maxNumberLength(longestNumber)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(deepest)
                        .build())
                // All JSON here is UTF-8. Names with the same hash must not fail a page.
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW);
    }
}
