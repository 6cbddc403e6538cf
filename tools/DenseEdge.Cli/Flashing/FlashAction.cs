namespace DenseEdge.Cli.Flashing;

/// <summary>What is done on each device.</summary>
internal enum FlashAction
{
    /// <summary>A bundle is brought there, tried and made the active model.</summary>
    Flash,

    /// <summary>Everything is checked that can be without changing anything there.</summary>
    DryRun,

    /// <summary>The model from before becomes the active one again.</summary>
    RollBack,

    /// <summary>The device is asked what runs on it.</summary>
    Status,

    /// <summary>The agent is installed as a service, or brought up to date.</summary>
    InstallAgent,
}
