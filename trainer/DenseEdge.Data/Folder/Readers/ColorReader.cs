using DenseEdge.Contracts;
using DenseEdge.Imaging;

namespace DenseEdge.Data.Folder;

/// <summary>Reads <c>color_png</c>.</summary>
internal sealed class ColorReader : TaskReader
{
    private readonly Dictionary<Rgb, byte> _labels = [];

    internal ColorReader(ColorPngTask task, FolderDescriptor descriptor)
        : base(task, descriptor)
    {
        Spec = new TaskSpec { Kind = task.Kind, Classes = ClassList.Of(task.Classes, task.Colors) };
        foreach (IReadOnlyList<int> color in task.IgnoreColors)
        {
            _labels[ColorOf(color)] = DenseSample.Ignore;
        }

        for (int i = 0; i < task.Colors.Count; i++)
        {
            _labels[ColorOf(task.Colors[i])] = (byte)i;
        }
    }

    internal override TaskSpec Spec { get; }

    private protected override DenseSample ReadExisting(DenseSample sample, string? file)
    {
        Rgb24Image image = ImageFile.Read(file!);
        CheckSize(sample, file!, image.Height, image.Width);
        ReadOnlySpan<byte> pixels = image.Pixels;
        var labels = new byte[pixels.Length / 3];
        var unknown = new Dictionary<Rgb, int>();
        Rgb last = default;
        byte label = _labels.GetValueOrDefault(last, DenseSample.Ignore);
        bool known = _labels.ContainsKey(last);
        for (int i = 0; i < labels.Length; i++)
        {
            var color = new Rgb(pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]);
            if (color != last)
            {
                known = _labels.TryGetValue(color, out label);
                last = color;
            }

            labels[i] = label;
            if (!known)
            {
                unknown[color] = unknown.GetValueOrDefault(color) + 1;
            }
        }

        return unknown.Count == 0 ? Put(sample, labels) : throw Wrong(unknown, file!);
    }

    private static Rgb ColorOf(IReadOnlyList<int> color) => new((byte)color[0], (byte)color[1], (byte)color[2]);

    private static InvalidDataException Wrong(Dictionary<Rgb, int> unknown, string file)
    {
        IEnumerable<string> most = unknown.OrderByDescending(pair => pair.Value).Take(5)
            .Select(pair => $"[{pair.Key.Red}, {pair.Key.Green}, {pair.Key.Blue}] ({pair.Value} pixels)");
        return new InvalidDataException(
            $"'{file}' holds {unknown.Count} colours that are no class: {string.Join(", ", most)}; " +
            "add them to colors or ignore_colors.");
    }
}
