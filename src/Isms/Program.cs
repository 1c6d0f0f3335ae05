Console.WriteLine("isms");
