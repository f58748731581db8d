package org.imageinventory.inventory.run;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A combination of account, endpoint region, product, biz region and filter: the unit of listing. Scopes that differ in
 * any part are walked, dated and swept separately, so a narrower filter never looks like a deletion.
 *
 * @param account name of the account in the configuration
 * @param region endpoint region that requests go to
 * @param product ListImage's {@code ProductType}
 * @param bizRegion value of {@code BizRegionIdList}; null for all regions
 * @param filter the remaining request parameters as a JSON object by their API names, keys sorted; {@code {}} for none
 */
public record Scope(String account, String region, String product, @Nullable String bizRegion, String filter) {

    /** Whether the other is the same scope, even if its filter is formatted differently. */
    public boolean isSameAs(Scope other) {
        var mapper = JsonMapper.shared();
        return name().equals(other.name()) && mapper.readTree(filter).equals(mapper.readTree(other.filter));
    }

    /** Returns {@code account/region/product[/biz-region]}. */
    public String name() {
        var name = account + "/" + region + "/" + product;
        return bizRegion == null ? name : name + "/" + bizRegion;
    }
}
