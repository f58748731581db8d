package org.imageinventory.standin;

import java.util.List;

/** The images that an inventory begins with, by position. */
interface ImageSource {

    int size();

    ServedImage image(int position);

    /** The name that the image at a position is addressed by. */
    String id(int position);

    /** Where the images of this id are; several only in a list with duplicates. */
    List<Integer> positions(String id);
}
