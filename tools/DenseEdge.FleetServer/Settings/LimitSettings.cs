namespace DenseEdge.FleetServer.Settings;

/// <summary>What one client may cost. A rate is a bucket of tokens: so many a second, and so many at once.</summary>
internal sealed record LimitSettings
{
    /// <summary>The most bytes of a request's body, uploads of files left out.</summary>
    /// <value>Default: 256 KiB; SWUpdate's log lines come in up to 8 KiB.</value>
    public long BodyBytes { get; init; } = 256 << 10;

    /// <summary>The most bytes of a model's file.</summary>
    /// <value>Default: 2 GiB.</value>
    public long ArtifactBytes { get; init; } = 2L << 30;

    /// <summary>The slowest that a body may come, in bytes per second, after five seconds of grace.</summary>
    /// <value>Default: 240.</value>
    public double SlowestBodyBytesPerSecond { get; init; } = 240;

    /// <summary>Requests per second of one address; a gateway may stand for thousands of devices.</summary>
    /// <value>Default: 2,000.</value>
    public int PerAddress { get; init; } = 2_000;

    /// <summary>Requests of one address at once.</summary>
    /// <value>Default: 20,000.</value>
    public int AddressBurst { get; init; } = 20_000;

    /// <summary>Refused credentials per second of one address; more are not even looked up.</summary>
    /// <value>Default: 20.</value>
    public int RefusedPerAddress { get; init; } = 20;

    /// <summary>Refused credentials of one address at once.</summary>
    /// <value>Default: 200.</value>
    public int RefusedBurst { get; init; } = 200;

    /// <summary>Requests per second of one device that has proven who it is.</summary>
    /// <value>Default: 5.</value>
    public int PerDevice { get; init; } = 5;

    /// <summary>Requests of one device at once.</summary>
    /// <value>Default: 60.</value>
    public int DeviceBurst { get; init; } = 60;

    /// <summary>Requests per second of one person's token.</summary>
    /// <value>Default: 100.</value>
    public int PerToken { get; init; } = 100;

    /// <summary>Requests of one person's token at once.</summary>
    /// <value>Default: 400.</value>
    public int TokenBurst { get; init; } = 400;

    /// <summary>The most open connections.</summary>
    /// <value>Default: 50,000.</value>
    public int Connections { get; init; } = 50_000;

    /// <summary>The most open streams of events.</summary>
    /// <value>Default: 200.</value>
    public int EventStreams { get; init; } = 200;

    /// <summary>Names every number that makes no sense.</summary>
    public IEnumerable<string> Faults()
    {
        (string Name, double Value)[] numbers =
        [
            ("body_bytes", BodyBytes), ("artifact_bytes", ArtifactBytes),
            ("slowest_body_bytes_per_second", SlowestBodyBytesPerSecond), ("per_address", PerAddress),
            ("address_burst", AddressBurst), ("refused_per_address", RefusedPerAddress), ("refused_burst", RefusedBurst),
            ("per_device", PerDevice), ("device_burst", DeviceBurst), ("per_token", PerToken), ("token_burst", TokenBurst),
            ("connections", Connections), ("event_streams", EventStreams),
        ];
        return numbers.Where(number => !(number.Value > 0))
            .Select(number => FormattableString.Invariant($"limits.{number.Name}: expected more than 0, found {number.Value}"));
    }
}
