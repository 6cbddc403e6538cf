namespace DenseEdge.Training.Backbones;

/// <summary>
/// Which of a backbone's four stages a module holds: all of them, or one side of an encoder that splits after a stage.
/// </summary>
/// <param name="First">The first stage, 1 to 5.</param>
/// <param name="Last">The last stage, 0 to 4; below the first for none.</param>
internal readonly record struct StageRange(int First, int Last)
{
    /// <summary>Stages of every backbone.</summary>
    public const int Count = 4;

    /// <summary>The whole backbone.</summary>
    public static StageRange All { get; } = new(1, Count);

    /// <summary>The stages in order.</summary>
    public IEnumerable<int> Stages => Enumerable.Range(First, Last - First + 1);

    /// <summary>The shared part of an encoder that splits after a stage; 0 for none.</summary>
    public static StageRange UpTo(int stage) => new(1, stage);

    /// <summary>The part after the split.</summary>
    public static StageRange After(int stage) => new(stage + 1, Count);

    /// <summary>Tells whether a stage is among these.</summary>
    public bool Includes(int stage) => stage >= First && stage <= Last;
}
