namespace TorchSharp.Modules;

/// <summary>The options of a group of parameters; null means the optimiser's own.</summary>
public class OptimizerOptions
{
    /// <summary>The learning rate of the next step.</summary>
    public double? LearningRate { get; set; }

    /// <summary>The learning rate at the start, for schedules.</summary>
    public double? InitialLearningRate { get; set; }

    /// <summary>Reads the options.</summary>
    /// <param name="reader">Where <see cref="SaveStateDict"/> wrote.</param>
    public virtual void LoadStateDict(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        InitialLearningRate = reader.ReadDouble();
        LearningRate = reader.ReadDouble();
    }

    /// <summary>Takes over options.</summary>
    /// <param name="source">The other options.</param>
    public virtual void LoadStateDict(OptimizerOptions source)
    {
        ArgumentNullException.ThrowIfNull(source);
        InitialLearningRate = source.InitialLearningRate;
        LearningRate = source.LearningRate;
    }

    /// <summary>Writes the options.</summary>
    /// <param name="writer">Where to.</param>
    public virtual void SaveStateDict(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(InitialLearningRate!.Value);
        writer.Write(LearningRate!.Value);
    }
}
