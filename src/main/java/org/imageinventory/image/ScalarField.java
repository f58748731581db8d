package org.imageinventory.image;

/**
 * The single-valued elements of ListImage's {@code Data[]}, in the order of the API's page; {@code ImageId}, which names
 * the image, stands apart.
 */
public enum ScalarField {
    GMT_CREATE("GmtCreate", Kind.TIME),
    GMT_MODIFIED("GmtModified", Kind.TIME),
    ALI_UID("AliUid", Kind.BIGINT),
    IMAGE_NAME("ImageName", Kind.TEXT),
    IMAGE_TYPE("ImageType", Kind.TEXT),
    PACKAGE_TYPE("PackageType", Kind.TEXT),
    DESCRIPTION("Description", Kind.TEXT),
    OS_TYPE("OsType", Kind.TEXT),
    PROTOCOL_TYPE("ProtocolType", Kind.TEXT),
    BIZ_TYPE("BizType", Kind.INTEGER),
    PRODUCT_TYPE("ProductType", Kind.TEXT),
    VERSION_ID("VersionId", Kind.TEXT),
    ONLINE_VERSION_ID("OnlineVersionId", Kind.TEXT),
    LATEST_VERSION_ID("LatestVersionId", Kind.TEXT),
    STATUS("Status", Kind.TEXT),
    PARENT_IMAGE_ID("ParentImageId", Kind.TEXT),
    PARENT_IMAGE_VERSION("ParentImageVersion", Kind.TEXT),
    BASE_IMAGE_ID("BaseImageId", Kind.TEXT),
    BASE_IMAGE_VERSION("BaseImageVersion", Kind.TEXT),
    FOTA_VERSION("FotaVersion", Kind.TEXT),
    LANGUAGE("Language", Kind.TEXT),
    /** The page's table shows a name, its example a number: kept as text. */
    PLATFORM("Platform", Kind.TEXT),
    ONLINE_VERSION("OnlineVersion", Kind.BOOLEAN),
    /** GiB. */
    SYSTEM_DISK_SIZE("SystemDiskSize", Kind.INTEGER),
    /** GiB. */
    DATA_DISK_SIZE("DataDiskSize", Kind.INTEGER),
    IMAGE_CREATE_MODE("ImageCreateMode", Kind.TEXT),
    DISTRO("Distro", Kind.TEXT),
    VERSION_NAME("VersionName", Kind.TEXT),
    PLATFORM_NAME("PlatformName", Kind.TEXT),
    VOLUME_ENCRYPTION_ENABLED("VolumeEncryptionEnabled", Kind.BOOLEAN),
    VOLUME_ENCRYPTION_KEY("VolumeEncryptionKey", Kind.TEXT),
    SESSION_TYPE("SessionType", Kind.TEXT),
    FOTA_CHANNEL("FotaChannel", Kind.TEXT),
    COMPATIBLE_MODE("CompatibleMode", Kind.BOOLEAN),
    SCENE("Scene", Kind.TEXT),
    RATING("Rating", Kind.INTEGER),
    IMAGE_ICON_URL("ImageIconUrl", Kind.TEXT),
    ENVIRONMENT_ID("EnvironmentId", Kind.TEXT);

    private final String apiName;
    private final Kind kind;

    ScalarField(String apiName, Kind kind) {
        this.apiName = apiName;
        this.kind = kind;
    }

    /** The element's name on the API's page. */
    public String apiName() {
        return apiName;
    }

    public Kind kind() {
        return kind;
    }
}
