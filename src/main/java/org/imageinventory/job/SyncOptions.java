package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/**
 * What one {@code sync} was asked for, beyond the configuration.
 *
 * @param fresh begin anew even if an unfinished run could be resumed
 * @param dryRun walk and compare, but write no image
 * @param acceptMassDelete sweep even what the mass-delete guard would refuse
 * @param scopePattern a glob on {@code account/region/product[/biz-region]}; null walks every scope
 */
public record SyncOptions(boolean fresh, boolean dryRun, boolean acceptMassDelete, @Nullable String scopePattern) {}
