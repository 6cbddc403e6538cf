namespace DenseEdge.Sdk.Pipeline.Degradation;

/// <summary>Decides when a step is taken and when it is taken back, from the age of results and the temperature of the
/// board.</summary>
internal sealed class DegradationController(DegradationOptions options, int stepCount, TimeProvider time)
{
    private const int MostDoublings = 6;

    private readonly Persistence _overload = new(time);
    private readonly Persistence _heat = new(time);
    private readonly Persistence _calm = new(time);
    private int _doublings;
    private long? _lastRecovery;

    /// <summary>Number of steps in force.</summary>
    internal int Level { get; private set; }

    /// <summary>How long calm has to last before the next step is taken back.</summary>
    internal TimeSpan RecoveryTime => options.RecoveryTime * (1 << _doublings);

    /// <summary>Looks at one result.</summary>
    /// <param name="age">From its capture until it was finished.</param>
    /// <param name="celsius">The hottest sensor; null if none is watched or none answers.</param>
    /// <returns>Why <see cref="Level"/> was changed; null if it wasn't.</returns>
    internal DegradationCause? Observe(TimeSpan age, double? celsius)
    {
        bool overloaded = _overload.Holds(age > options.AgeLimit, options.OverloadTime);
        bool heated = _heat.Holds(celsius > options.TemperatureLimitCelsius, options.HeatTime);
        bool calm = _calm.Holds(IsCalm(age, celsius), RecoveryTime);
        if ((overloaded || heated) && Level < stepCount)
        {
            TakeStep();
            return overloaded ? DegradationCause.Overload : DegradationCause.Heat;
        }

        if (calm && Level > 0)
        {
            TakeBack();
            return DegradationCause.Recovery;
        }

        return null;
    }

    // Comparisons with null are false: a limit that isn't set, or a sensor that doesn't answer, is never in the way.
    private bool IsCalm(TimeSpan age, double? celsius)
        => !(age > options.AgeLimit * options.RecoveryAgeShare)
            && !(celsius > options.TemperatureLimitCelsius - options.RecoveryMarginCelsius);

    private void TakeStep()
    {
        Level++;
        bool recoveredTooSoon = _lastRecovery is { } recovery && time.GetElapsedTime(recovery) < RecoveryTime;
        _doublings = recoveredTooSoon ? Math.Min(MostDoublings, _doublings + 1) : 0;
        _lastRecovery = null;
        Restart();
    }

    private void TakeBack()
    {
        Level--;
        _lastRecovery = time.GetTimestamp();
        Restart();
    }

    private void Restart()
    {
        _overload.Restart();
        _heat.Restart();
        _calm.Restart();
    }
}
