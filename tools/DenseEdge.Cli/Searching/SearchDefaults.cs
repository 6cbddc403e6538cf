namespace DenseEdge.Cli.Searching;

/// <summary>What a search does unless told otherwise.</summary>
internal static class SearchDefaults
{
    /// <summary>Steps of the supernet's training.</summary>
    public const int SupernetSteps = 4000;

    /// <summary>Steps of each chosen network's training.</summary>
    public const int FinetuneSteps = 2000;

    /// <summary>Images that rows are scored on.</summary>
    public const int ScoredImages = 64;

    /// <summary>Rows in one job: it computes the blocks of its task once, whatever the number of its rows.</summary>
    public const int RowsPerJob = 640;

    /// <summary>How much slower a chosen network learns than one from the start: it starts with the supernet's weights.</summary>
    public const double FinetuneLearningRateFactor = 0.5;

    /// <summary>Runs of a trained model for its certificate: as MLPerf's single stream has them.</summary>
    public const int CertificateRuns = 1024;

    /// <summary>How much of a budget the chosen network leaves unused, in percent: what another measurement may add.</summary>
    public const double ReservePercent = 1.5;

    /// <summary>Images that calibrate a precision below FP32.</summary>
    public const int CalibrationImages = 200;

    /// <summary>The seed of the random weights of networks that are built only to be measured.</summary>
    public const int BuildSeed = 0;
}
