package org.imageinventory.bench;

import org.imageinventory.image.Image;
import org.imageinventory.inventory.ListedImage;

/**
 * An image that is parsed already.
 *
 * @param listed what the program's own writer takes; it normalizes the image again if it is new or changed
 * @param image what the usual writer takes
 */
record Parsed(ListedImage listed, Image image) {}
