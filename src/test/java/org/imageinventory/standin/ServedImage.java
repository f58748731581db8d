package org.imageinventory.standin;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image as the list returns it, and the values that filters need. */
interface ServedImage {

    /** Returns its element of Data, as sent. */
    byte[] json();

    /** Returns a scalar field as text; null if it is absent. */
    @Nullable
    String text(String field);

    /** Returns the texts of a list field. */
    List<String> texts(String field);

    /** Returns the regions in which the image is available. */
    Collection<String> regions();

    /** Returns the products that can use the image. No field of the response contains them. */
    Collection<String> products();

    boolean hasTag(String key, @Nullable String value);
}
