using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Computes <c>label_changes</c> and <c>label_positive</c>.</summary>
internal sealed class DerivedReader : TaskReader
{
    private const int Unknown = -1;

    private readonly HashSet<int> _ignore;
    private readonly Rule _rule;
    private readonly TaskKind? _from;

    internal DerivedReader(DerivedTask task, FolderDescriptor descriptor, Rule rule)
        : base(task, descriptor)
    {
        _rule = rule;
        _ignore = [.. task.Ignore];
        _from = task.From is null ? null : TaskKinds.Parse(task.From);
        Spec = new TaskSpec { Kind = task.Kind };
    }

    /// <summary>Computes a label of 0, 1 and 255 from numbers; -1 is unknown.</summary>
    internal delegate byte[] Rule(ReadOnlySpan<int> numbers, int width);

    internal override TaskSpec Spec { get; }

    internal override bool NeedsOtherLabels => _from is not null;

    /// <summary>
    /// 1 where the right or the lower neighbour has another number; a change from or to unknown is none.
    /// </summary>
    internal static byte[] Changes(ReadOnlySpan<int> numbers, int width)
    {
        var labels = new byte[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            int here = numbers[i];
            int right = (i + 1) % width != 0 ? numbers[i + 1] : here;
            int below = i + width < numbers.Length ? numbers[i + width] : here;
            bool changes = Differ(here, right) || Differ(here, below);
            labels[i] = here == Unknown ? DenseSample.Ignore : changes ? (byte)1 : (byte)0;
        }

        return labels;
    }

    /// <summary>1 where the number is above 0.</summary>
    internal static byte[] Positive(ReadOnlySpan<int> numbers, int width)
    {
        var labels = new byte[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            labels[i] = numbers[i] == Unknown ? DenseSample.Ignore : numbers[i] > 0 ? (byte)1 : (byte)0;
        }

        return labels;
    }

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        if (file is not null)
        {
            IndexImage image = IndexPng.Read(file);
            CheckSize(sample, file, image.Height, image.Width);
            int[] numbers = Array.ConvertAll(image.Values, v => _ignore.Contains(v) ? Unknown : v);
            return Put(sample, _rule(numbers, image.Width));
        }

        LabelMap? from = _from == TaskKind.HumanParts ? sample.HumanParts : sample.Segmentation;
        return from is null
            ? sample
            : Put(sample, _rule(Array.ConvertAll(from.Labels, v => v == DenseSample.Ignore ? Unknown : v), from.Width));
    }

    private static bool Differ(int here, int there) => there != Unknown && there != here;
}
