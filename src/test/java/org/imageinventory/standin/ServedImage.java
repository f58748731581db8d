package org.imageinventory.standin;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image as the list shows it, and what filters ask about it. */
interface ServedImage {

    /** Its element of Data, as it goes out. */
    byte[] json();

    /** A scalar field as text, null if it has none. */
    @Nullable
    String text(String field);

    /** The texts of a list field. */
    List<String> texts(String field);

    /** Where it is available. */
    Collection<String> regions();

    /** The products it can be used with, which no field of the answer tells. */
    Collection<String> products();

    boolean hasTag(String key, @Nullable String value);
}
