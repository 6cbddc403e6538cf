using System.Globalization;
using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DenseEdge.Training.Encoders;

/// <summary>
/// Cross-stitch units between the branches of an encoder after one stage: one for every map that the stage made.
/// </summary>
internal sealed class StageStitch : Module<Tensor[][], Tensor[][]>
{
    [ComponentName(Name = "maps")]
    private readonly ModuleDict<CrossStitchUnit> _units;

    private readonly int _first;

    /// <summary>Makes the units.</summary>
    /// <param name="branches">Number of branches.</param>
    /// <param name="first">Index of the first map that the stage made.</param>
    /// <param name="channels">Channels of each map from that one on.</param>
    public StageStitch(int branches, int first, IReadOnlyList<int> channels)
        : base(nameof(StageStitch))
    {
        _first = first;
        string[] names = [.. Enumerable.Range(0, branches).Select(Name)];
        Units = [.. channels.Select(width => new CrossStitchUnit(names, width))];
        _units = ModuleDict(Units.Select((unit, index) => (Name(first + index), unit)).ToArray());
        RegisterComponents();
    }

    /// <summary>The unit of each map that the stage made, from the map <see cref="First"/> on.</summary>
    public IReadOnlyList<CrossStitchUnit> Units { get; }

    /// <summary>Index of the first map that the stage made.</summary>
    public int First => _first;

    /// <inheritdoc/>
    /// <param name="input">By branch: the maps after the stage.</param>
    /// <returns>By branch: the same maps, those that the stage made mixed.</returns>
    public override Tensor[][] forward(Tensor[][] input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[][] mixed = [.. input.Select(maps => (Tensor[])maps.Clone())];
        for (int unit = 0; unit < Units.Count; unit++)
        {
            int map = _first + unit;
            Tensor[] outputs = Units[unit].call([.. input.Select(maps => maps[map])]);
            for (int branch = 0; branch < outputs.Length; branch++)
            {
                mixed[branch][map] = outputs[branch].MoveToOuterDisposeScope();
            }
        }

        return mixed;
    }

    private static string Name(int index) => index.ToString(CultureInfo.InvariantCulture);
}
