using DenseEdge.Contracts;

namespace DenseEdge.Cli.Running;

/// <summary>Tells a user who runs an untrained model that its answers mean nothing.</summary>
internal static class RandomWeightsWarning
{
    /// <summary>The warning.</summary>
    public const string Text =
        "WARNING: this model has RANDOM WEIGHTS. It was exported to measure latency; its answers and scores mean nothing.";

    /// <summary>Writes the warning if it is true.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="model">The model.</param>
    public static void Write(TextWriter output, ModelMetadata model)
    {
        if (model.HasRandomWeights)
        {
            output.WriteLine(Text);
        }
    }
}
