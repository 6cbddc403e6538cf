namespace DenseEdge.FleetServer.Settings;

/// <summary>How a node runs: the command line over the file <c>fleet.json</c> over these defaults.</summary>
internal sealed record ServerSettings
{
    /// <summary>The environment's variable for <see cref="GatewayToken"/>, which then shows in no list of processes.</summary>
    public const string GatewayTokenVariable = "DENSEEDGE_FLEET_GATEWAY_TOKEN";

    /// <summary>The environment's variable for <see cref="Database"/>, which may hold a password.</summary>
    public const string DatabaseVariable = "DENSEEDGE_FLEET_DATABASE";

    /// <summary>Where it listens, such as <c>http://localhost:8080</c>.</summary>
    /// <value>Default: port 8080 of this machine only; <c>https</c> if there is a certificate.</value>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The folder of the SQLite file and of the artifacts.</summary>
    /// <value>Default: <c>denseedge-fleet</c> in the user's data folder.</value>
    public string Data { get; init; } = DefaultData;

    /// <summary>PostgreSQL's connection string, such as <c>Host=db;Database=fleet;Username=fleet</c>; null for the SQLite file in
    /// <see cref="Data"/>.</summary>
    public string? Database { get; init; }

    /// <summary>Where the models' files lie: a folder, or <c>oci://host/repository</c>; null for a folder in
    /// <see cref="Data"/>.</summary>
    public string? Artifacts { get; init; }

    /// <summary>Whether that registry is spoken to without TLS.</summary>
    public bool PlainRegistry { get; init; }

    /// <summary>Whether the signed repository is read with a token only.</summary>
    /// <value>Default: false: its files are signed, and a device checks them itself.</value>
    public bool PrivateRepository { get; init; }

    /// <summary>The tenant in the devices' paths, compared without case.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string Tenant { get; init; } = "default";

    /// <summary>Seconds between a device's polls, for devices that have no time of their own.</summary>
    /// <value>Default: 60. Range: 1 to 86,399.</value>
    public int PollSeconds { get; init; } = 60;

    /// <summary>The certificate with its chain, PEM; null for no TLS.</summary>
    public string? Certificate { get; init; }

    /// <summary>The certificate's key, PEM.</summary>
    public string? Key { get; init; }

    /// <summary>Lets devices register themselves; null if they may not.</summary>
    public string? GatewayToken { get; init; }

    /// <summary>Whether an unknown device becomes known by the first token that it shows.</summary>
    public bool OpenRegistration { get; init; }

    /// <summary>Proxies whose X-Forwarded-* headers are believed: addresses, or networks such as <c>10.0.0.0/8</c>.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>The OpenTelemetry collector, such as <c>http://localhost:4317</c>; null for the one of the environment's variable
    /// OTEL_EXPORTER_OTLP_ENDPOINT, if that is set.</summary>
    public string? Otlp { get; init; }

    /// <summary>How log lines look: <c>json</c> or <c>text</c>.</summary>
    /// <value>Default: json.</value>
    public string Logs { get; init; } = "json";

    /// <summary>What one client may cost.</summary>
    public LimitSettings Limits { get; init; } = new();

    /// <summary>The user's data folder.</summary>
    public static string DefaultData { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "denseedge-fleet");

    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> ListenUrls
        => Urls.Count > 0 ? Urls : [Certificate is null ? "http://localhost:8080" : "https://localhost:8080"];

    /// <summary>The SQLite file.</summary>
    public string SqliteFile => Path.Combine(Data, "fleet.db");

    /// <summary>The folder of the models' files, if they lie in a folder.</summary>
    public string ArtifactFolder => Artifacts ?? Path.Combine(Data, "artifacts");
}
