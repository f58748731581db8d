package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/**
 * What one {@code sync} was asked for, beyond the configuration.
 *
 * @param fresh start a new run even if an unfinished one could be resumed
 * @param resumeOnly do not list again, in a new run, what a resumed run listed before it was interrupted
 * @param dryRun walk and compare, but write no image
 * @param acceptMassDelete sweep even what the mass-delete guard would refuse
 * @param scopePattern a glob on {@code account/region/product[/biz-region]}; null walks every scope
 */
public record SyncOptions(
        boolean fresh, boolean resumeOnly, boolean dryRun, boolean acceptMassDelete, @Nullable String scopePattern) {}
