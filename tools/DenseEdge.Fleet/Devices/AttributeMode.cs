namespace DenseEdge.Fleet.Devices;

/// <summary>How attributes that a device sends meet those that are there; DDI's configData mode.</summary>
public enum AttributeMode
{
    /// <summary>Given ones are set, others stay.</summary>
    Merge,

    /// <summary>Only the given ones stay.</summary>
    Replace,

    /// <summary>Given ones are removed.</summary>
    Remove,
}
