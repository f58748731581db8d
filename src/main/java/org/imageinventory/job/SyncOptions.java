package org.imageinventory.job;

import org.jspecify.annotations.Nullable;

/**
 * Options of one {@code sync}.
 *
 * @param fresh start a new run even if an unfinished one could be resumed
 * @param resumeOnly after a resumed run, do not start a new run of the scopes that it had listed before the
 *     interruption
 * @param dryRun walk and compare, but write no image
 * @param acceptMassDelete sweep also the scopes that the mass-delete guard would refuse
 * @param scopePattern a glob on {@code account/region/product[/biz-region]}; null walks every scope
 */
public record SyncOptions(
        boolean fresh, boolean resumeOnly, boolean dryRun, boolean acceptMassDelete, @Nullable String scopePattern) {}
