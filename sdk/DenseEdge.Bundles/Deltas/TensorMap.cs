using System.Text;

namespace DenseEdge.Bundles.Deltas;

/// <summary>Walks the protobuf of an ONNX file for where its initialisers lie, without reading them. Field numbers are those of
/// onnx.proto.</summary>
internal sealed class TensorMap
{
    private const int ModelGraph = 7;
    private const int GraphInitializer = 5;
    private const int TensorDataType = 2;
    private const int TensorName = 8;
    private const int TensorRawData = 9;
    private const int MostNameBytes = 4096;
    private const int MostTensors = 1_000_000;

    private readonly ProtobufCursor _cursor;
    private readonly List<TensorRange> _tensors = [];

    private TensorMap(Stream model) => _cursor = new ProtobufCursor(model);

    /// <summary>Finds the initialisers with raw elements.</summary>
    /// <param name="model">The file, seekable.</param>
    /// <returns>They, in the order of the file.</returns>
    /// <exception cref="InvalidDataException">It is no ONNX model.</exception>
    public static IReadOnlyList<TensorRange> Read(Stream model)
    {
        TensorMap map = new(model);
        map.ReadModel(model.Length);
        return map._tensors;
    }

    private void ReadModel(long end)
    {
        bool hasGraph = false;
        while (_cursor.Next(end))
        {
            if (_cursor.Field == ModelGraph && _cursor.HasContent)
            {
                hasGraph = true;
                ReadGraph(_cursor.ContentEnd);
            }

            _cursor.SkipContent();
        }

        if (!hasGraph)
        {
            throw new InvalidDataException("Expected an ONNX model, found a file without a graph.");
        }
    }

    private void ReadGraph(long end)
    {
        while (_cursor.Next(end))
        {
            if (_cursor.Field == GraphInitializer && _cursor.HasContent)
            {
                ReadTensor(_cursor.ContentEnd);
            }

            _cursor.SkipContent();
        }

        _cursor.LeaveTo(end);
    }

    private void ReadTensor(long end)
    {
        string name = "";
        int type = 0;
        (long Position, long Bytes)? data = null;
        while (_cursor.Next(end))
        {
            switch (_cursor.Field)
            {
                case TensorDataType when !_cursor.HasContent:
                    type = (int)Math.Min(_cursor.Number, int.MaxValue);
                    break;
                case TensorName when _cursor.HasContent:
                    name = Encoding.UTF8.GetString(_cursor.Content(MostNameBytes));
                    break;
                case TensorRawData when _cursor.HasContent:
                    data = (_cursor.Position, _cursor.ContentEnd - _cursor.Position);
                    break;
            }

            _cursor.SkipContent();
        }

        _cursor.LeaveTo(end);
        if (data is { Bytes: > 0 } range)
        {
            _tensors.Add(new TensorRange(name, type, range.Position, range.Bytes));
        }

        if (_tensors.Count > MostTensors)
        {
            throw new InvalidDataException($"Expected at most {MostTensors} initialisers, found more.");
        }
    }
}
