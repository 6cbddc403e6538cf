using DenseEdge.Data.Transforms;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;

namespace DenseEdge.Training.Weights;

/// <summary>Writes a run folder for a network that was trained elsewhere, so that it can be exported and evaluated.</summary>
internal static class ImportedRun
{
    /// <summary>Writes the folder.</summary>
    /// <param name="folder">The folder; must not hold a run.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">There is a run in it.</exception>
    public static void Write(string folder, MultiTaskNetwork network)
    {
        if (File.Exists(RunFolder.ConfigurationPath(folder)))
        {
            throw new ArgumentException($"Expected a new folder for the run, found a run in '{folder}'.");
        }

        Directory.CreateDirectory(folder);
        Checkpoint.SaveWeightsAlone(folder, network);
        RunConfiguration configuration = new()
        {
            Data = string.Empty,
            DataName = "imported weights",
            Network = network.Options,
            Training = new TrainingOptions
            {
                Steps = 1,
                AverageDecay = 0,
                Augmentation = new TrainingAugmentation
                {
                    CropHeight = network.Options.InputHeight,
                    CropWidth = network.Options.InputWidth,
                },
            },
        };
        configuration.Save(folder);
    }
}
