using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Training.Backbones;
using DenseEdge.Training.Encoders;

namespace DenseEdge.Training.Export;

/// <summary>Writes <see cref="Encoder"/>: backbone and neck, shared or in branches.</summary>
internal static class EncoderExport
{
    /// <param name="layers">Writes layers.</param>
    /// <param name="encoder">The encoder.</param>
    /// <param name="input">Writes the way from the frame to the backbone.</param>
    /// <param name="image">The frame, the graph's input.</param>
    /// <returns>By task: [1, C, h, w]; tasks that share a branch get the same value.</returns>
    public static IReadOnlyDictionary<TaskKind, GraphValue> Write(
        LayerExport layers, Encoder encoder, InputExport input, GraphValue image)
    {
        GraphValue[] maps;
        using (layers.Graph.Scope("backbone"))
        {
            maps = [input.Write(layers.Graph, encoder.Trunk, image)];
            foreach (int stage in encoder.Trunk.Stages.Stages)
            {
                maps = Stage(layers, encoder.Trunk, stage, maps);
            }
        }

        if (encoder.Neck is not null)
        {
            GraphValue fused = NeckExport.Write(layers, encoder.Neck, maps);
            return encoder.Tasks.ToDictionary(task => task, _ => fused);
        }

        GraphValue[][] states = Branches(layers, encoder, maps);
        Dictionary<TaskKind, GraphValue> features = [];
        for (int i = 0; i < states.Length; i++)
        {
            using IDisposable scope = layers.Graph.Scope($"branch{i}");
            GraphValue fused = NeckExport.Write(layers, encoder.Branches[i].Neck, states[i]);
            foreach (TaskKind task in encoder.Branches[i].Tasks)
            {
                features.Add(task, fused);
            }
        }

        return features;
    }

    private static GraphValue[][] Branches(LayerExport layers, Encoder encoder, GraphValue[] maps)
    {
        GraphValue[][] states = [.. encoder.Branches.Select(_ => maps)];
        foreach (int stage in encoder.Branches[0].Backbone.Stages.Stages)
        {
            for (int i = 0; i < states.Length; i++)
            {
                using IDisposable scope = layers.Graph.Scope($"branch{i}");
                states[i] = Stage(layers, encoder.Branches[i].Backbone, stage, states[i]);
            }

            if (encoder.Stitches.TryGetValue(stage, out StageStitch? stitch))
            {
                Mix(layers, stitch, states);
            }
        }

        return states;
    }

    private static void Mix(LayerExport layers, StageStitch stitch, GraphValue[][] states)
    {
        using IDisposable scope = layers.Graph.Scope("stitch");
        for (int unit = 0; unit < stitch.Units.Count; unit++)
        {
            int map = stitch.First + unit;
            GraphValue[] mixed = StitchExport.Write(layers, stitch.Units[unit], [.. states.Select(state => state[map])]);
            for (int i = 0; i < states.Length; i++)
            {
                states[i] = [.. states[i]];
                states[i][map] = mixed[i];
            }
        }
    }

    private static GraphValue[] Stage(LayerExport layers, Backbone backbone, int stage, GraphValue[] maps)
    {
        using IDisposable scope = layers.Graph.Scope($"stage{stage}");
        return backbone switch
        {
            HrNet hrNet => HrNetExport.Write(layers, hrNet, stage, maps),
            MobileNetV2 mobileNet => Appended(maps, stage, MobileNetExport.Write(layers, mobileNet, stage, maps)),
            MobileNetV3Large mobileNet => Appended(maps, stage, MobileNetV3Export.Write(layers, mobileNet, stage, maps)),
            ResNet50 resNet => Appended(maps, stage, ResNetExport.Write(layers, resNet, stage, maps)),
            _ => throw new ArgumentException(
                $"Expected a backbone that can be exported, got {backbone.GetType().Name}.", nameof(backbone)),
        };
    }

    /// <summary>The maps so far and the new one; the first stage's input is no level.</summary>
    private static GraphValue[] Appended(GraphValue[] maps, int stage, GraphValue level)
        => stage == 1 ? [level] : [.. maps, level];
}
