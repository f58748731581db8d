package org.imageinventory.image;

/**
 * The single-valued fields of ListImage's {@code Data[]}, in the order of the API documentation, except
 * {@code ImageId}, which identifies the image.
 */
public enum ScalarField {
    GMT_CREATE("GmtCreate", ValueType.TIME),
    GMT_MODIFIED("GmtModified", ValueType.TIME),
    ALI_UID("AliUid", ValueType.BIGINT),
    IMAGE_NAME("ImageName", ValueType.TEXT),
    IMAGE_TYPE("ImageType", ValueType.TEXT),
    PACKAGE_TYPE("PackageType", ValueType.TEXT),
    DESCRIPTION("Description", ValueType.TEXT),
    OS_TYPE("OsType", ValueType.TEXT),
    PROTOCOL_TYPE("ProtocolType", ValueType.TEXT),
    BIZ_TYPE("BizType", ValueType.INTEGER),
    PRODUCT_TYPE("ProductType", ValueType.TEXT),
    VERSION_ID("VersionId", ValueType.TEXT),
    ONLINE_VERSION_ID("OnlineVersionId", ValueType.TEXT),
    LATEST_VERSION_ID("LatestVersionId", ValueType.TEXT),
    STATUS("Status", ValueType.TEXT),
    PARENT_IMAGE_ID("ParentImageId", ValueType.TEXT),
    PARENT_IMAGE_VERSION("ParentImageVersion", ValueType.TEXT),
    BASE_IMAGE_ID("BaseImageId", ValueType.TEXT),
    BASE_IMAGE_VERSION("BaseImageVersion", ValueType.TEXT),
    FOTA_VERSION("FotaVersion", ValueType.TEXT),
    LANGUAGE("Language", ValueType.TEXT),
    /** Kept as text, because the documentation shows a name in its table and a number in its example. */
    PLATFORM("Platform", ValueType.TEXT),
    ONLINE_VERSION("OnlineVersion", ValueType.BOOLEAN),
    /** GiB. */
    SYSTEM_DISK_SIZE("SystemDiskSize", ValueType.INTEGER),
    /** GiB. */
    DATA_DISK_SIZE("DataDiskSize", ValueType.INTEGER),
    IMAGE_CREATE_MODE("ImageCreateMode", ValueType.TEXT),
    DISTRO("Distro", ValueType.TEXT),
    VERSION_NAME("VersionName", ValueType.TEXT),
    PLATFORM_NAME("PlatformName", ValueType.TEXT),
    VOLUME_ENCRYPTION_ENABLED("VolumeEncryptionEnabled", ValueType.BOOLEAN),
    VOLUME_ENCRYPTION_KEY("VolumeEncryptionKey", ValueType.TEXT),
    SESSION_TYPE("SessionType", ValueType.TEXT),
    FOTA_CHANNEL("FotaChannel", ValueType.TEXT),
    COMPATIBLE_MODE("CompatibleMode", ValueType.BOOLEAN),
    SCENE("Scene", ValueType.TEXT),
    RATING("Rating", ValueType.INTEGER),
    IMAGE_ICON_URL("ImageIconUrl", ValueType.TEXT),
    ENVIRONMENT_ID("EnvironmentId", ValueType.TEXT);

    private final String apiName;
    private final ValueType kind;

    ScalarField(String apiName, ValueType kind) {
        this.apiName = apiName;
        this.kind = kind;
    }

    /** Returns the field's name in the API. */
    public String apiName() {
        return apiName;
    }

    public ValueType kind() {
        return kind;
    }
}
