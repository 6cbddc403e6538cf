namespace DenseEdge.Fleet;

/// <summary>How much one client may make the store keep.</summary>
public sealed record FleetLimits
{
    /// <summary>Reports kept per action; the one that ends it is always taken.</summary>
    /// <value>256.</value>
    public int ReportsPerAction { get; init; } = 256;

    /// <summary>Detail lines kept per report.</summary>
    /// <value>64.</value>
    public int DetailsPerReport { get; init; } = 64;

    /// <summary>Characters of details kept per report; what is beyond is cut and said to be.</summary>
    /// <value>8192.</value>
    public int CharactersPerReport { get; init; } = 8192;

    /// <summary>Attributes per device.</summary>
    /// <value>100.</value>
    public int AttributesPerDevice { get; init; } = 100;

    /// <summary>Characters per attribute's value; names may have 64.</summary>
    /// <value>512.</value>
    public int CharactersPerAttribute { get; init; } = 512;

    /// <summary>Measurements kept per device and model digest.</summary>
    /// <value>32.</value>
    public int MeasurementsPerDevice { get; init; } = 32;

    /// <summary>Changes that the feed keeps; who asks for older ones is told that he missed some.</summary>
    /// <value>20,000.</value>
    public int Changes { get; init; } = 20_000;

    /// <summary>Audit entries kept.</summary>
    /// <value>1,000,000.</value>
    public int AuditEntries { get; init; } = 1_000_000;
}
