package org.imageinventory.inventory;

import java.util.List;
import org.imageinventory.image.Change;

/**
 * The changes of one image in one revision.
 *
 * @param changes differences from the state before; empty if the image was created or deleted
 */
public record ImageChange(String imageId, ChangeKind kind, List<Change> changes) {}
