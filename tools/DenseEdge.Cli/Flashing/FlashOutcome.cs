namespace DenseEdge.Cli.Flashing;

/// <summary>How it ended on one device.</summary>
internal enum FlashOutcome
{
    /// <summary>The bundle is the active model now.</summary>
    Committed,

    /// <summary>The bundle was the active model already.</summary>
    Current,

    /// <summary>A dry run found nothing that stands in the way.</summary>
    Acceptable,

    /// <summary>The model from before is the active one: as asked, or because the new one failed.</summary>
    RolledBack,

    /// <summary>The device was asked, and answered.</summary>
    Answered,

    /// <summary>The agent is installed as a service.</summary>
    Installed,

    /// <summary>The device can't take it, or wouldn't; its old model keeps running.</summary>
    Refused,

    /// <summary>An app on the device asked for a later time.</summary>
    Deferred,

    /// <summary>Something broke on the way; its old model keeps running, and the same command goes on.</summary>
    Failed,

    /// <summary>The device doesn't answer.</summary>
    Unreachable,
}
