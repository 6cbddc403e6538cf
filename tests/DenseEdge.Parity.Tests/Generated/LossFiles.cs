using DenseEdge.Parity.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Parity.Tests.Generated;

/// <summary>Files of total losses.</summary>
internal static class LossFiles
{
    /// <summary>The tasks of PASCAL-Context with the edge weight of its recipe.</summary>
    public static VectorWriter MakePascal()
    {
        using DisposeScope scope = NewDisposeScope();
        string[] tasks = ["semseg", "human_parts", "sal", "normals", "edge"];
        PlainState state = new(seed: 41);
        VectorWriter writer = new();
        writer.AddTexts("tasks", tasks);
        writer.Add("task_weights", [.. tasks.Select(PlainLosses.Weight)]);
        Tensor centroids = state.Uniform(40, 3);
        writer.Add("centroids", centroids);
        Dictionary<string, Tensor> labels = StepFile.Labels(state, tasks, 7, 9);
        Tensor total = zeros([]);
        Dictionary<string, Tensor> predictions = [];
        foreach (string task in tasks)
        {
            writer.Add($"label/{task}", labels[task]);
            foreach (string part in new[] { "final", "aux" })
            {
                long channels = part == "aux" ? HeadFiles.Auxiliary(task) : HeadFiles.Final(task);
                Tensor prediction = (state.Uniform(2, channels, 7, 9) * 3).requires_grad_();
                predictions.Add($"{part}_{task}", prediction);
                writer.Add($"out/{part}_{task}", prediction);
                Tensor weighted = PlainLosses.Compute(task, part == "aux", prediction, labels[task], 0.95, centroids)
                    * PlainLosses.Weight(task);
                writer.Add($"weighted_loss/{task}_{part}", weighted);
                total = total + weighted;
            }
        }

        writer.Add("total", total);
        Differentiation gradients = new();
        foreach ((string name, Tensor prediction) in predictions)
        {
            gradients.Add($"grad/{name}", prediction);
        }

        gradients.Write(writer, total);

        return writer;
    }
}
