namespace DenseEdge.Sdk;

/// <summary>How <see cref="DensePredictor.LoadActive"/> follows a store.</summary>
public sealed record ActiveModelOptions
{
    /// <summary>How to run the models.</summary>
    /// <value>The defaults.</value>
    public PredictorOptions Predictor { get; init; } = new();

    /// <summary>How often a background thread looks at the pointer, a file of 300 bytes.</summary>
    /// <value>1 s by default; from 10 ms to a day.</value>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The name under which to tell the agent how a new model does: <c>health/NAME.json</c> in the store. A model that
    /// this program can't load is then taken back within its health window.</summary>
    /// <value>Null, the default, tells nothing. Else letters, digits, <c>-</c> and <c>_</c>, and the folder must be writable.</value>
    public string? AppName { get; init; }

    internal ActiveModelOptions Validated()
    {
        List<string> faults = [];
        if (PollInterval < TimeSpan.FromMilliseconds(10) || PollInterval > TimeSpan.FromDays(1))
        {
            faults.Add($"PollInterval must be between 10 ms and a day, got {PollInterval}.");
        }

        if (AppName is not null && (AppName.Length is 0 or > 64 || !AppName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            faults.Add($"AppName must be 1 to 64 letters, digits, '-' and '_', got '{AppName}'.");
        }

        return faults.Count == 0 ? this : throw new ArgumentException($"Active model options: {string.Join(' ', faults)}");
    }
}
