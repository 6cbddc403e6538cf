using DenseEdge.Telemetry;

namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>What a pipeline gives up, in which order, and when. Steps are taken one at a time and taken back in reverse order; each
/// is told by <see cref="DensePipeline.DegradationChanged"/>.</summary>
/// <remarks>Against flapping there are three things: a gap between the limits for giving up and for taking back, a time for
/// which each must hold, and a wait that doubles whenever a step that was taken back is needed again before that wait is
/// over.</remarks>
public sealed record DegradationOptions
{
    /// <summary>What to give up, first things first.</summary>
    /// <value>At least one; no default.</value>
    public required IReadOnlyList<DegradationStep> Steps { get; init; }

    /// <summary>The age, from the capture to the finished result, that is overload.</summary>
    /// <value>Null, the default, for none; above 0. Either this or <see cref="TemperatureLimitCelsius"/> is needed.</value>
    public TimeSpan? AgeLimit { get; init; }

    /// <summary>The temperature of the hottest sensor, in degrees Celsius, that is heat.</summary>
    /// <value>Null, the default, for none; from 0 to 150. Ignored on a board without sensors.</value>
    public double? TemperatureLimitCelsius { get; init; }

    /// <summary>How long every result must be above <see cref="AgeLimit"/> before a step is taken.</summary>
    /// <value>2 s by default; above 0.</value>
    public TimeSpan OverloadTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long it must be hotter than <see cref="TemperatureLimitCelsius"/> before a step is taken: boards cool
    /// slowly, and a step must have time to work.</summary>
    /// <value>20 s by default; above 0.</value>
    public TimeSpan HeatTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long age and temperature must be well below their limits before a step is taken back.</summary>
    /// <value>10 s by default; above 0. Doubled each time that it was too short, up to 64 times this.</value>
    public TimeSpan RecoveryTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What is well below <see cref="AgeLimit"/>, as a share of it.</summary>
    /// <value>0.7 by default; above 0, below 1.</value>
    public double RecoveryAgeShare { get; init; } = 0.7;

    /// <summary>What is well below <see cref="TemperatureLimitCelsius"/>, in degrees below it.</summary>
    /// <value>5 by default; above 0, at most 100.</value>
    public double RecoveryMarginCelsius { get; init; } = 5;

    /// <summary>The sensors to watch. They stay the caller's and have to outlive the pipeline.</summary>
    /// <value>Null, the default, for those of this board.</value>
    public BoardSensors? Sensors { get; init; }

    internal void AddFaults(List<string> faults)
    {
        Require(Steps is { Count: > 0 }, "Steps must hold at least one step.");
        Require(
            AgeLimit is not null || TemperatureLimitCelsius is not null,
            "AgeLimit or TemperatureLimitCelsius must be given: without them no step is ever taken.");
        Require(AgeLimit is null || AgeLimit > TimeSpan.Zero, $"AgeLimit must be above 0, got {AgeLimit}.");
        Require(
            TemperatureLimitCelsius is null or (>= 0 and <= 150),
            $"TemperatureLimitCelsius must be between 0 and 150, got {TemperatureLimitCelsius}.");
        Require(OverloadTime > TimeSpan.Zero, $"OverloadTime must be above 0, got {OverloadTime}.");
        Require(HeatTime > TimeSpan.Zero, $"HeatTime must be above 0, got {HeatTime}.");
        Require(RecoveryTime > TimeSpan.Zero, $"RecoveryTime must be above 0, got {RecoveryTime}.");
        Require(RecoveryAgeShare is > 0 and < 1, $"RecoveryAgeShare must be above 0 and below 1, got {RecoveryAgeShare}.");
        Require(
            RecoveryMarginCelsius is > 0 and <= 100,
            $"RecoveryMarginCelsius must be above 0 and at most 100, got {RecoveryMarginCelsius}.");

        void Require(bool holds, string fault)
        {
            if (!holds)
            {
                faults.Add($"Degradation: {fault}");
            }
        }
    }
}
