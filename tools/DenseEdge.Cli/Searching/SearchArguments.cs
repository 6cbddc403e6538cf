namespace DenseEdge.Cli.Searching;

/// <summary>What a user said to denseedge search; null where the profile or a default decides.</summary>
internal sealed record SearchArguments
{
    /// <summary>Data folder, descriptor, or synthetic.</summary>
    public required string Data { get; init; }

    /// <summary>A profile (device.json), or the name of a device.</summary>
    public required string Device { get; init; }

    /// <summary>The profile, where <see cref="Device"/> is a name.</summary>
    public string? Profile { get; init; }

    /// <summary>The budgets in milliseconds, with commas between them.</summary>
    public required string BudgetMs { get; init; }

    /// <summary>What a fleet measured; null where budgets are meant for the profile's device itself.</summary>
    public string? Fleet { get; init; }

    /// <summary>The certificate of the model that <see cref="Fleet"/> runs.</summary>
    public string? FleetCertificate { get; init; }

    /// <summary>The study's folder.</summary>
    public required string Out { get; init; }

    /// <summary>Network input in pixels.</summary>
    public (int Height, int Width)? Size { get; init; }

    /// <summary>Name of the backbone.</summary>
    public string? Backbone { get; init; }

    /// <summary>Name of the neck.</summary>
    public string? Neck { get; init; }

    /// <summary>Keys of the tasks, with commas between them.</summary>
    public string? Tasks { get; init; }

    /// <summary>Pretrained weights of the backbone.</summary>
    public string? Weights { get; init; }

    /// <summary>A file with parts of a run's configuration.</summary>
    public string? Config { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int? Seed { get; init; }

    /// <summary>fp32, fp16 or int8.</summary>
    public string? Precision { get; init; }

    /// <summary>What runs the model.</summary>
    public string? Target { get; init; }

    /// <summary>Images that show which ranges the numbers have.</summary>
    public string? Calibrate { get; init; }

    /// <summary>Steps of the supernet's training.</summary>
    public int SupernetSteps { get; init; } = SearchDefaults.SupernetSteps;

    /// <summary>Steps of each chosen network's training.</summary>
    public int FinetuneSteps { get; init; } = SearchDefaults.FinetuneSteps;

    /// <summary>Images that rows are scored on.</summary>
    public int ScoredImages { get; init; } = SearchDefaults.ScoredImages;

    /// <summary>Runs of a trained model for its certificate.</summary>
    public int CertificateRuns { get; init; } = SearchDefaults.CertificateRuns;

    /// <summary>How much of a budget the chosen network leaves unused if one can, in percent.</summary>
    public double ReservePercent { get; init; } = SearchDefaults.ReservePercent;

    /// <summary>Threads of a training; null for one per processor.</summary>
    public int? TrainingThreads { get; init; }

    /// <summary>Whether the published search runs too.</summary>
    public bool PaperMode { get; init; }

    /// <summary>Seeds that every way to search is compared with; null for no comparison.</summary>
    public int? CompareSeeds { get; init; }

    /// <summary>Networks that are trained by themselves, to see whether the supernet ranks them alike; null for none.</summary>
    public int? StandAlone { get; init; }

    /// <summary>Steps of each training by itself; null for as many as the supernet's.</summary>
    public int? StandAloneSteps { get; init; }

    /// <summary>local or slurm.</summary>
    public string Launcher { get; init; } = "local";

    /// <summary>Jobs at the same time; null for the launcher's own number.</summary>
    public int? Workers { get; init; }

    /// <summary>More words for sbatch.</summary>
    public string SlurmArguments { get; init; } = "";

    /// <summary>Words before the measuring program's own, such as "taskset -c 1".</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Words for ssh and scp.</summary>
    public string SshOptions { get; init; } = "";
}
