using DenseEdge.Onnx.Schema;
using Google.Protobuf;

namespace DenseEdge.Onnx.Tests;

/// <summary>Writes models as other exporters do: any operator, any opset, no stated shapes.</summary>
internal sealed class ForeignModel
{
    private readonly ModelProto _model = new() { IrVersion = 8, Graph = new GraphProto { Name = "foreign" } };

    public ForeignModel(int opset = 17) => _model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });

    /// <summary>Makes the value of an attribute that is a list.</summary>
    public static object List(params int[] values) => values;

    public ForeignModel Input(string name, params int[] dims) => Input(name, GraphElementType.Float32, dims);

    public ForeignModel Input(string name, GraphElementType type, params int[] dims)
    {
        _model.Graph.Input.Add(Value(name, type, dims));
        return this;
    }

    public ForeignModel Floats(string name, float[] values, params int[] dims)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)GraphElementType.Float32 };
        tensor.FloatData.AddRange(values);
        tensor.Dims.AddRange(dims.Select(size => (long)size));
        _model.Graph.Initializer.Add(tensor);
        return this;
    }

    public ForeignModel Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)GraphElementType.Int64 };
        tensor.Int64Data.AddRange(values);
        tensor.Dims.Add(values.Length);
        _model.Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>Adds a stored tensor without dimensions.</summary>
    public ForeignModel Scalar(string name, GraphElementType type, params byte[] bytes)
    {
        _model.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)type, RawData = ByteString.CopyFrom(bytes) });
        return this;
    }

    public ForeignModel Node(string opType, string[] inputs, string output, params (string Name, object Value)[] attributes)
        => Node(opType, inputs, [output], attributes);

    public ForeignModel Node(string opType, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        NodeProto node = new() { OpType = opType };
        node.Input.AddRange(inputs);
        node.Output.AddRange(outputs);
        node.Attribute.AddRange(attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)));
        _model.Graph.Node.Add(node);
        return this;
    }

    public OnnxModel Output(string name, params int[] dims) => Output(name, GraphElementType.Float32, dims);

    /// <summary>Ends the model; without sizes the shape of the output is left open.</summary>
    public OnnxModel Output(string name, GraphElementType type, params int[] dims)
    {
        ValueInfoProto output = Value(name, type, dims);
        output.Type.TensorType.Shape = dims.Length > 0 ? output.Type.TensorType.Shape : null;
        _model.Graph.Output.Add(output);
        return new OnnxModel(_model);
    }

    public ForeignModel AlsoOutput(string name, params int[] dims)
    {
        Output(name, dims);
        return this;
    }

    private static ValueInfoProto Value(string name, GraphElementType type, int[] dims)
    {
        TensorShapeProto shape = new();
        shape.Dim.AddRange(dims.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }

    private static AttributeProto Attribute(string name, object value)
    {
        AttributeProto attribute = new() { Name = name };
        switch (value)
        {
            case int number:
                attribute.I = number;
                attribute.Type = AttributeProto.Types.AttributeType.Int;
                break;
            case float number:
                attribute.F = number;
                attribute.Type = AttributeProto.Types.AttributeType.Float;
                break;
            case int[] numbers:
                attribute.Ints.AddRange(numbers.Select(number => (long)number));
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                break;
            case string text:
                attribute.S = ByteString.CopyFromUtf8(text);
                attribute.Type = AttributeProto.Types.AttributeType.String;
                break;
            default:
                throw new ArgumentException($"Expected int, float, int[] or string, got {value.GetType()}.", nameof(value));
        }

        return attribute;
    }
}
