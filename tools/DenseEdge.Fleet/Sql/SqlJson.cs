using System.Text.Json.Serialization;

namespace DenseEdge.Fleet.Sql;

/// <summary>JSON of lists that go to the database as one parameter.</summary>
[JsonSerializable(typeof(IEnumerable<string>))]
[JsonSerializable(typeof(IEnumerable<long>))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class SqlJson : JsonSerializerContext;
