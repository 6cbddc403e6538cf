using System.Globalization;
using DenseEdge.Cli.Reporting;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Running;

/// <summary>Writes the pictures of a report for a few samples spread over the split.</summary>
internal sealed class ReportPictures
{
    private readonly string _folder;
    private readonly ISampleSource _samples;
    private readonly HashSet<int> _chosen;
    private readonly List<ReportExample> _examples = [];

    /// <summary>Chooses the samples and makes the folder.</summary>
    /// <param name="folder">Where the page lies.</param>
    /// <param name="samples">The split.</param>
    /// <param name="count">How many samples to show.</param>
    public ReportPictures(string folder, ISampleSource samples, int count)
    {
        Directory.CreateDirectory(Path.Combine(folder, "images"));
        (_folder, _samples) = (folder, samples);
        int shown = Math.Min(count, samples.Count);
        _chosen = [.. Enumerable.Range(0, shown).Select(i => (int)((long)i * samples.Count / shown))];
    }

    /// <summary>The samples written so far.</summary>
    public IReadOnlyList<ReportExample> Examples => _examples;

    /// <summary>Writes the pictures of a sample if it was chosen.</summary>
    /// <param name="index">The sample's place in the split.</param>
    /// <param name="sample">The sample at the network's input size.</param>
    /// <param name="prediction">Its prediction.</param>
    public void Visit(int index, DenseSample sample, DensePrediction prediction)
    {
        if (!_chosen.Contains(index))
        {
            return;
        }

        string prefix = string.Create(CultureInfo.InvariantCulture, $"{index:D5}");
        string image = Write($"{prefix}.image.jpg", sample.Image);
        List<(TaskKind Task, string? Truth, string Prediction)> pictures = [];
        foreach (TaskSpec task in prediction.Model.Tasks.Select(task => task.Spec))
        {
            TaskSpec known = _samples.Tasks.FirstOrDefault(other => other.Kind == task.Kind) ?? task;
            (Rgb24Image Picture, (float Near, float Far)? DepthRange)? truth = Pictures.OfTruth(sample, known);
            string key = task.Kind.Key();
            pictures.Add((
                task.Kind,
                truth is { } label ? Write($"{prefix}.{key}.truth.png", label.Picture) : null,
                Write($"{prefix}.{key}.prediction.png", Pictures.OfPrediction(prediction, task.Kind, truth?.DepthRange))));
        }

        _examples.Add(new ReportExample(sample.Id, image, pictures));
    }

    private string Write(string name, Rgb24Image picture)
    {
        ImageFile.Write(Path.Combine(_folder, "images", name), picture);
        return $"images/{name}";
    }
}
