using System.Text.Json.Serialization;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent;

/// <summary>What an agent does, where: <c>agent.json</c>.</summary>
/// <remarks>Defaults have setters: the generated JSON reader keeps only those of properties that are set after
/// construction.</remarks>
public sealed record AgentOptions
{
    /// <summary>The store's folder.</summary>
    /// <value><see cref="ActivePointer.DefaultStore"/> by default.</value>
    public string Store { get; set; } = ActivePointer.DefaultStore;

    /// <summary>Where updates come from.</summary>
    /// <value>Null, the default, for nowhere: the agent then only takes what an operator applies.</value>
    public SourceOptions? Source { get; init; }

    /// <summary>The fleet server that says what to run.</summary>
    /// <value>Null, the default, for none: the agent then takes the newest of <see cref="Source"/>. With both, what the server
    /// assigns must be among what the source has signed.</value>
    public ServerOptions? Server { get; init; }

    /// <summary>Time between two polls, in minutes.</summary>
    /// <value>30 by default; above 0, at most 100 000. A server may say otherwise.</value>
    public double PollMinutes { get; set; } = 30;

    /// <summary>By which share of it the time between two polls varies, so that a fleet doesn't ask at once.</summary>
    /// <value>0.2 by default: 24 to 36 minutes of 30. From 0 to 1.</value>
    public double PollJitter { get; set; } = 0.2;

    /// <summary>How often the agent may die in a candidate's trial.</summary>
    /// <value>3 by default; see <see cref="UpdatePolicy.TrialAttempts"/>.</value>
    public int TrialAttempts { get; set; } = 3;

    /// <summary>How often the agent may die while an engine is built.</summary>
    /// <value>10 by default; see <see cref="UpdatePolicy.PreparationAttempts"/>.</value>
    public int PreparationAttempts { get; set; } = 10;

    /// <summary>How long a new model is watched, in seconds.</summary>
    /// <value>600 by default; 0 for not at all.</value>
    public double HealthWindowSeconds { get; set; } = 600;

    /// <summary>How many crashes of apps in the health window take the new model back.</summary>
    /// <value>2 by default; from 1. One may have another cause.</value>
    public int CrashLimit { get; set; } = 2;

    /// <summary>By how much more than the expected engine has to be free.</summary>
    /// <value>1.5 by default.</value>
    public double EngineSpaceFactor { get; set; } = 1.5;

    /// <summary>How the trial judges a candidate.</summary>
    /// <value>The defaults.</value>
    public TrialOptions Trial { get; set; } = new();

    /// <summary>What this board is called in bundles, such as <c>orin-nano</c>.</summary>
    /// <value>Null, the default, takes what the board says about itself.</value>
    public string? Board { get; init; }

    /// <summary>How careful the machine is.</summary>
    [JsonIgnore]
    public UpdatePolicy Policy => new()
    {
        TrialAttempts = TrialAttempts,
        PreparationAttempts = PreparationAttempts,
        HealthWindow = TimeSpan.FromSeconds(HealthWindowSeconds),
        EngineSpaceFactor = EngineSpaceFactor,
    };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">Some are out of range; the message lists all.</exception>
    public AgentOptions Validated()
    {
        List<string> faults = [];
        if (!Path.IsPathFullyQualified(Store))
        {
            faults.Add($"store must be an absolute path, got '{Store}'.");
        }

        if (PollMinutes is not (> 0 and <= 100_000))
        {
            faults.Add($"poll_minutes must be above 0 and at most 100000, got {PollMinutes}.");
        }

        if (PollJitter is not (>= 0 and <= 1))
        {
            faults.Add($"poll_jitter must be 0 to 1, got {PollJitter}.");
        }

        if (CrashLimit < 1)
        {
            faults.Add($"crash_limit must be at least 1, got {CrashLimit}.");
        }

        if (double.IsFinite(HealthWindowSeconds) && Math.Abs(HealthWindowSeconds) < TimeSpan.MaxValue.TotalSeconds / 2)
        {
            Policy.AddFaults(faults);
        }
        else
        {
            faults.Add($"health_window_seconds must be a number of seconds, got {HealthWindowSeconds}.");
        }

        Source?.AddFaults(faults);
        Server?.AddFaults(faults);
        Trial.AddFaults(faults);
        return faults.Count == 0 ? this : throw new ArgumentException($"Agent options: {string.Join(' ', faults)}");
    }
}
