package org.imageinventory.standin;

import java.util.List;

/** The initial images of an inventory, by position. */
interface ImageSource {

    int size();

    ServedImage image(int position);

    /** Returns the ID by which the image at a position is addressed. */
    String id(int position);

    /** Returns the positions of the images with this ID. There are several only in a list with duplicates. */
    List<Integer> positions(String id);
}
