package org.imageinventory.inventory;

import java.util.List;
import org.imageinventory.image.Change;

/**
 * What happened to one image at one revision.
 *
 * @param changes what differs from the state before; empty for a created image
 */
public record ImageChange(String imageId, ChangeKind kind, List<Change> changes) {}
