using DenseEdge.Parity.Tests.Support;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>What all files of training steps have in common.</summary>
internal static class StepFile
{
    private const double Omega = 0.8;
    private static readonly string[] Parts = ["final", "aux"];

    /// <summary>Writes inputs, labels, predictions, losses, gradients and statistics of one training pass.</summary>
    public static void Write(
        VectorWriter writer, PlainState state, PlainHead head, string[] tasks, Tensor[] levels,
        Func<int, int, Tensor>? weights, Func<Tensor>? extra)
    {
        Tensor image = state.Uniform(2, 3, 24, 32);
        writer.Add("in/image", image);
        Tensor centroids = state.Uniform(40, 3);
        centroids = centroids / centroids.square().sum(1, keepdim: true).sqrt();
        writer.Add("in/centroids", centroids);
        Dictionary<string, Tensor> labels = Labels(state, tasks, 24, 32);
        state.BeginTraining();
        foreach (Tensor level in levels)
        {
            level.requires_grad = true;
        }

        Dictionary<string, Tensor> predictions = head.Compute(PlainHead.Fuse(levels), image, weights);
        Tensor loss = extra is null ? zeros([]) : extra();
        foreach (string task in tasks)
        {
            writer.Add($"label/{task}", labels[task]);
            foreach (string part in Parts.Where(part => predictions.ContainsKey($"{part}_{task}")))
            {
                Tensor prediction = predictions[$"{part}_{task}"];
                Tensor weighted = PlainLosses.Compute(task, part == "aux", prediction, labels[task], Omega, centroids)
                    * PlainLosses.Weight(task);
                writer.Add($"train/{part}_{task}", prediction);
                writer.Add($"weighted_loss/{task}_{part}", weighted);
                loss = loss + weighted;
            }
        }

        writer.Add("loss", loss);
        Differentiation gradients = new();
        for (int level = 0; level < levels.Length; level++)
        {
            gradients.Add($"grad/level{level}", levels[level]);
        }

        gradients.AddParameters("grad/param/", state);
        gradients.Write(writer, loss);
        Differentiation.WriteStatistics(writer, "buffers_after/", state);
    }

    /// <summary>Random labels with some ignored pixels.</summary>
    public static Dictionary<string, Tensor> Labels(PlainState state, string[] tasks, long height, long width)
        => tasks.ToDictionary(task => task, task => Label(state, task, height, width));

    private static Tensor Label(PlainState state, string task, long height, long width)
    {
        Tensor ignored = state.Labels(2, 2, 1, height, width).eq(255);
        Tensor values = task switch
        {
            "depth" => (state.Uniform(2, 1, height, width) * 5) + 5.4,
            "normals" => Unit(state.Uniform(2, 3, height, width)),
            _ => state.Labels(task is "edge" or "sal" ? 2 : (int)HeadFiles.Final(task), 2, 1, height, width),
        };
        return values.masked_fill(ignored, 255);
    }

    private static Tensor Unit(Tensor vectors) => vectors / vectors.square().sum(1, keepdim: true).sqrt();
}
